package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.ChatAnswers.streamed;
import static dev.steelyard.gateway.translate.ChatRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAnswerReaderTest {
    @Test
    void text_is_told_as_it_comes() {
        // When
        ChatAnswers answer = streamed(
                "{'role':'assistant','content':'','refusal':null}", "{'content':'Hel'}", "{'content':'lo'}", "!stop");

        // Then
        assertThat(answer.events())
                .containsExactly(
                        new ReplyEvent.TextStart(),
                        new ReplyEvent.TextPiece("Hel"),
                        new ReplyEvent.TextPiece("lo"),
                        new ReplyEvent.PartEnd());
        assertThat(answer.stop()).contains(StopReason.END_TURN);
    }

    @Test
    void calls_that_come_interleaved_are_told_one_after_the_other_and_the_first_at_once() {
        // When
        ChatAnswers answer = streamed(
                start(0, "call_a", "ls"),
                start(1, "call_b", "cat"),
                arguments(1, "{\\'b\\'"),
                arguments(0, "{\\'a\\'"),
                arguments(1, ":2}"),
                arguments(0, ":1}"),
                "!tool_calls");

        // Then
        assertThat(answer.events())
                .containsExactly(
                        new ReplyEvent.CallStart("call_a", "ls"),
                        new ReplyEvent.ArgumentsPiece("{\"a\""),
                        new ReplyEvent.ArgumentsPiece(":1}"),
                        new ReplyEvent.PartEnd(),
                        new ReplyEvent.CallStart("call_b", "cat"),
                        new ReplyEvent.ArgumentsPiece("{\"b\":2}"),
                        new ReplyEvent.PartEnd());
        assertThat(answer.stop()).contains(StopReason.TOOL_USE);
    }

    @Test
    void name_and_arguments_may_come_in_one_chunk_and_all_calls_too() {
        // When
        ChatAnswers answer = streamed("{'content':'Two.','tool_calls':[" + entry(0, "call_a", "ls", "{}") + ","
                + entry(1, "call_b", "cat", "{\\'f\\':1}") + "]}");

        // Then
        assertThat(answer.parts())
                .containsExactly(
                        new Reply.Text("Two."),
                        new Reply.ToolCall("call_a", "ls", "{}"),
                        new Reply.ToolCall("call_b", "cat", "{\"f\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tool_calls':[{'index':0,'id':'call_a','type':'function','function':{'name':'ls','arguments':'1}'}}]}",
                "{'tool_calls':[{'index':0,'id':null,'function':{'name':null,'arguments':'1}'}}]}",
                "{'tool_calls':[{'index':0,'id':'','function':{'name':'','arguments':'1}'}}]}",
                "{'tool_calls':[{'index':0,'id':'chatcmpl-tool-anew','function':{'arguments':'1}'}}]}",
                "{'tool_calls':[{'function':{'arguments':'1}'}}]}",
                "{'tool_calls':[{'id':'call_a','function':{'arguments':'1}'}}]}",
            })
    void a_later_piece_of_a_call_is_known_however_it_is_labelled(String later) {
        // When
        ChatAnswers answer = streamed(
                later.contains("'index'")
                        ? "{'tool_calls':[" + entry(0, "call_a", "ls", "{\\'a\\':") + "]}"
                        : "{'tool_calls':[{'id':'call_a','function':{'name':'ls','arguments':'{\\'a\\':'}}]}",
                later,
                "!tool_calls");

        // Then
        assertThat(answer.parts()).containsExactly(new Reply.ToolCall("call_a", "ls", "{\"a\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'index':0,'id':'a','function':{'name':'ls','arguments':'{}'}}"
                        + "|{'index':0,'id':'b','function':{'name':'ls','arguments':'{}'}}",
                "{'index':0,'function':{'name':'ls','arguments':'{}'}}|{'index':0,'function':{'name':'ls','arguments':'{}'}}",
                "{'index':0,'function':{'name':'ls','arguments':'{}'}}|{'index':0,'function':{'name':'cat','arguments':'{}'}}",
                "{'id':'a','function':{'name':'ls','arguments':'{}'}}|{'id':'b','function':{'name':'ls','arguments':'{}'}}",
                "{'function':{'name':'ls','arguments':'{}'}}|{'function':{'name':'ls','arguments':{}}}",
            })
    void two_calls_are_two_however_badly_they_are_numbered(String first, String second) {
        // When
        ChatAnswers apart = streamed("{'tool_calls':[" + first + "]}", "{'tool_calls':[" + second + "]}");
        ChatAnswers together = streamed("{'tool_calls':[" + first + "," + second + "]}");

        // Then
        assertThat(apart.parts()).hasSize(2);
        assertThat(together.parts()).hasSize(2);
        assertThat(apart.parts())
                .extracting(part -> ((Reply.ToolCall) part).id())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9_-]{1,64}"));
    }

    @Test
    void what_was_thought_is_sealed_and_comes_before_what_is_said() {
        // Given
        SideTable table = new SideTable("T");

        // When
        ChatAnswers answer = streamed(
                table,
                "{'role':'assistant','content':null,'reasoning_content':'Let '}",
                "{'content':null,'reasoning_content':'me.'}",
                "{'content':'Done.','reasoning_content':null}",
                "!stop");

        // Then
        assertThat(answer.events().getFirst()).isEqualTo(new ReplyEvent.ThinkingStart());
        Reply.Thinking thinking = (Reply.Thinking) answer.parts().getFirst();
        assertThat(thinking.text()).isEqualTo("Let me.");
        assertThat(table.opened(thinking.seal()).orElseThrow())
                .isEqualTo(new Opaque("openai-chat", json("{'reasoning_content':'Let me.'}")));
        assertThat(answer.parts().getLast()).isEqualTo(new Reply.Text("Done."));
    }

    @Test
    void one_thought_under_two_names_is_one() {
        // When
        ChatAnswers answer =
                streamed("{'reasoning':'Hm.','reasoning_content':'Hm.'}", "{'reasoning':'x','content':'y'}");

        // Then
        assertThat(answer.parts()).hasSize(2);
        assertThat(((Reply.Thinking) answer.parts().getFirst()).text()).isEqualTo("Hm.");
    }

    @Test
    void what_a_server_attached_to_its_answer_is_kept_for_it() {
        // Given
        SideTable table = new SideTable("T");

        // When
        streamed(
                table,
                "{'reasoning_details':[{'type':'reasoning.encrypted','data':'AB'}],'content':''}",
                "{'tool_calls':[{'index':0,'id':'call_a','function':{'name':'ls','arguments':'{}'},"
                        + "'extra_content':{'google':{'thought_signature':'CD'}}}]}",
                "{'reasoning_details':[{'type':'reasoning.encrypted','data':'EF'}]}",
                "!tool_calls");

        // Then
        assertThat(table.before("call_a"))
                .containsExactly(new Opaque(
                        "openai-chat", json("{'reasoning_details':[{'type':'reasoning.encrypted','data':'AB'}]}")));
        assertThat(table.attached("call_a"))
                .isEqualTo(new Opaque(
                        "openai-chat",
                        json("{'call':{'extra_content':{'google':{'thought_signature':'CD'}}},"
                                + "'message':{'reasoning_details':[{'type':'reasoning.encrypted','data':'EF'}]}}")));
    }

    @Test
    void what_is_said_after_a_call_waits_until_the_call_is_over() {
        // When
        ChatAnswers answer = streamed(
                start(0, "call_a", "ls"), "{'content':'By the way'}", arguments(0, "{}"), "{'content':'.'}", "!stop");

        // Then
        assertThat(answer.parts())
                .containsExactly(new Reply.ToolCall("call_a", "ls", "{}"), new Reply.Text("By the way."));
        assertThat(answer.stop()).contains(StopReason.TOOL_USE);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, END_TURN",
        "length, MAX_TOKENS",
        "content_filter, REFUSAL",
        "eos, END_TURN",
        "STOP, END_TURN",
        "tool_calls, END_TURN",
        "model_length, MAX_TOKENS",
    })
    void each_reason_to_stop_has_its_meaning(String word, StopReason stop) {
        assertThat(streamed("{'content':'x'}", "!" + word).stop()).contains(stop);
    }

    @Test
    void a_refusal_is_told_as_text_and_as_the_reason() {
        // When
        ChatAnswers answer = streamed("{'refusal':'No.'}", "!stop");

        // Then
        assertThat(answer.parts()).containsExactly(new Reply.Text("No."));
        assertThat(answer.stop()).contains(StopReason.REFUSAL);
    }

    @Test
    void a_stream_that_never_says_why_it_ends_ends_its_parts_and_gives_no_reason_however_whole_its_calls_look() {
        assertThat(streamed(start(0, "a", "ls"), arguments(0, "{}")).stop()).isEmpty();
        assertThat(streamed(start(0, "a", "ls")).stop()).isEmpty();
        assertThat(streamed(start(0, "a", "ls"), arguments(0, "{\\'x")).stop()).isEmpty();
        assertThat(streamed("{'content':'Hel'}").stop()).isEmpty();
        assertThat(streamed("{'content':'Hel'}").parts()).containsExactly(new Reply.Text("Hel"));
    }

    @Test
    void a_call_without_arguments_has_the_empty_object() {
        assertThat(streamed(start(0, "a", "ls"), "!tool_calls").parts())
                .containsExactly(new Reply.ToolCall("a", "ls", "{}"));
    }

    @Test
    void errors_in_the_stream_are_failures_and_no_reason_to_stop() {
        // When
        ChatAnswers answer = ChatAnswers.read(
                new SideTable("T"),
                List.of(
                        json("{'choices':[{'delta':{'content':'x'}}]}"),
                        json("{'error':{'message':'busy','type':'overloaded','code':503}}")));

        // Then
        assertThat(answer.failure()).contains(new CallError("provider", "overloaded", "busy"));
        assertThat(answer.stop()).isEmpty();
        assertThat(answer.parts()).hasSize(1);
        assertThat(failure("!malformed_function_call")).isEqualTo("malformed_function_call");
        assertThat(failure("!error")).isEqualTo("error");
        assertThat(failure("{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}"))
                .isEqualTo("malformed_tool_call");
    }

    private static String failure(String delta) {
        return streamed(delta).failure().orElseThrow().type();
    }

    @Test
    void chunks_of_no_interest_are_passed_over() {
        // When
        ChatAnswers answer = ChatAnswers.read(
                new SideTable("T"),
                List.of(
                        json("{'choices':[],'prompt_filter_results':[]}"),
                        json("{'choices':[{'index':1,'delta':{'content':'another'}}]}"),
                        json("{'object':'ping'}"),
                        json("{'choices':[{'index':0,'delta':null}]}"),
                        json("{'choices':[],'usage':{'prompt_tokens':1}}")));

        // Then
        assertThat(answer.events()).isEmpty();
    }

    @Test
    void a_whole_answer_is_read_like_a_stream_of_one_piece() {
        // When
        ChatAnswers answer = ChatAnswers.whole(
                new SideTable("T"),
                json("{'choices':[{'index':0,'finish_reason':'tool_calls','message':{'role':'assistant',"
                        + "'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm.'}]},"
                        + "{'type':'text','text':'So.'}],'tool_calls':[{'id':'a','type':'function','function':"
                        + "{'name':'ls','arguments':'{}'}},{'id':'b','function':{'name':'ls','arguments':'{}'}}]}}]}"));

        // Then
        assertThat(answer.parts()).hasSize(4);
        assertThat(((Reply.Thinking) answer.parts().getFirst()).text()).isEqualTo("Hm.");
        assertThat(answer.parts())
                .endsWith(
                        new Reply.Text("So."),
                        new Reply.ToolCall("a", "ls", "{}"),
                        new Reply.ToolCall("b", "ls", "{}"));
        assertThat(answer.stop()).contains(StopReason.TOOL_USE);
    }

    private static String start(int index, String id, String name) {
        return "{'tool_calls':[" + entry(index, id, name, "") + "]}";
    }

    private static String entry(int index, String id, String name, String arguments) {
        return "{'index':%d,'id':'%s','type':'function','function':{'name':'%s','arguments':'%s'}}"
                .formatted(index, id, name, arguments);
    }

    private static String arguments(int index, String json) {
        return "{'tool_calls':[{'index':%d,'function':{'arguments':'%s'}}]}".formatted(index, json);
    }
}
