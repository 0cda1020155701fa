package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What Chat Completions' clients are told beside text and functions.
class ChatWritingTest {
    private static final TokenUsage USAGE = new TokenUsage(1, 0, 0, 2, 1);
    private static final ToolNames NAMES = new ToolNames(Map.of(
            "apply_patch", new ToolNames.Origin("", "apply.patch", true),
            "fs_read", new ToolNames.Origin("", "fs.read", false)));

    @Test
    void what_was_thought_is_streamed_in_the_field_that_clients_of_imitators_read() {
        assertThat(deltas(
                        new ReplyEvent.ThinkingStart(),
                        new ReplyEvent.ThinkingPiece("Hm."),
                        new ReplyEvent.Seal("c3lUMA=="),
                        new ReplyEvent.PartEnd()))
                .containsExactly("{'reasoning_content':'Hm.'}");
    }

    @Test
    void a_freeform_call_is_streamed_with_its_own_name_and_its_bare_input() {
        assertThat(deltas(
                        new ReplyEvent.CallStart("c1", "apply_patch"),
                        new ReplyEvent.ArgumentsPiece("{\"input\":\"*** Be"),
                        new ReplyEvent.ArgumentsPiece("gin\\n\"}"),
                        new ReplyEvent.PartEnd(),
                        new ReplyEvent.CallStart("c2", "fs_read"),
                        new ReplyEvent.ArgumentsPiece("{}"),
                        new ReplyEvent.PartEnd()))
                .containsExactly(
                        "{'tool_calls':[{'index':0,'id':'c1','type':'custom','custom':{'name':'apply.patch','input':''}}]}",
                        "{'tool_calls':[{'index':0,'custom':{'input':'*** Be'}}]}",
                        "{'tool_calls':[{'index':0,'custom':{'input':'gin\\n'}}]}",
                        "{'tool_calls':[{'index':1,'id':'c2','type':'function','function':{'name':'fs.read','arguments':''}}]}",
                        "{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]}");
    }

    @Test
    void a_freeform_input_is_the_same_wherever_its_arguments_were_cut() {
        String text = "a\"b\\c\n\t/\u0001é✓\uD83D\uDE00 end";
        String compact = Json.compact(Json.object().put("input", text));
        String escaped = " { \"input\" : \"a\\\"b\\\\c\\n\\t\\/\\u0001\\u00e9\\u2713\\uD83D\\ude00 end\" }";
        for (String arguments : List.of(compact, escaped)) {
            for (int cut = 0; cut <= arguments.length(); cut++) {
                ChatFreeform input = new ChatFreeform();
                String told = input.piece(arguments.substring(0, cut));
                assertThat(told.isEmpty() || !Character.isHighSurrogate(told.charAt(told.length() - 1)))
                        .isTrue();
                assertThat(told + input.piece(arguments.substring(cut)) + input.rest())
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void a_whole_answer_has_them_too() {
        // Given
        Reply reply = new Reply(
                List.of(
                        new Reply.Thinking("Hm.", "c3lUMA=="),
                        new Reply.ToolCall("c1", "apply_patch", "{\"input\":\"*** Begin\"}"),
                        new Reply.ToolCall("c2", "apply_patch", "not json"),
                        new Reply.ToolCall("c3", "fs_read", "{}")),
                Reply.StopReason.TOOL_USE);

        // Then
        assertThat(Dialect.OPENAI_CHAT.whole(envelope(), reply, USAGE).replace('"', '\''))
                .contains(
                        "'message':{'role':'assistant','content':null,'reasoning_content':'Hm.','tool_calls':[",
                        "{'id':'c1','type':'custom','custom':{'name':'apply.patch','input':'*** Begin'}}",
                        "{'id':'c2','type':'custom','custom':{'name':'apply.patch','input':'not json'}}",
                        "{'id':'c3','type':'function','function':{'name':'fs.read','arguments':'{}'}}");
    }

    @Test
    void an_answer_that_breaks_off_ends_with_an_error_and_without_the_sign_of_its_end() {
        // Given
        var writer = Dialect.OPENAI_CHAT.stream(envelope());
        writer.write(new ReplyEvent.Start(USAGE));

        // Then
        assertThat(writer.write(new ReplyEvent.Failed("upstream_reset", "It went away.")))
                .isEqualTo("data: {\"error\":{\"message\":\"It went away.\",\"type\":\"upstream_reset\",\"param\":null,"
                        + "\"code\":null}}\n\n");
    }

    private static List<String> deltas(ReplyEvent... events) {
        var writer = Dialect.OPENAI_CHAT.stream(envelope());
        String written = Stream.of(events).map(writer::write).collect(Collectors.joining());
        return written.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceFirst(".*\"delta\":", "").replaceFirst(",\"finish_reason\":null}]}$", ""))
                .map(delta -> delta.replace('"', '\''))
                .toList();
    }

    private static Envelope envelope() {
        return new Envelope("req_1", "shared-model", 1_767_225_600, true, NAMES);
    }
}
