package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.Seal;
import dev.steelyard.gateway.dialect.ReplyEvent.TextPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.TextStart;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingStart;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictResponsesApi;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesAnswerReadingTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 5, 2);
    private static final String DONE = "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}";

    private final SideTable table = new SideTable("T");
    private final AnswerReader reader = Idiom.OPENAI_RESPONSES.answer(table.turn("openai-responses"));

    @Test
    void an_answer_is_told_in_its_order_streamed_and_whole_alike() {
        // Given
        var scene = new Scene(
                "Let me think.",
                "Looking.",
                List.of(new Scene.Call("a", "{\"x\":1}"), new Scene.Call("b", "{\"y\":[2]}")),
                StopReason.TOOL_USE,
                USAGE);
        var other = Idiom.OPENAI_RESPONSES.answer(new SideTable("T").turn("openai-responses"));
        List<ReplyEvent> whole = new ArrayList<>();

        // When
        List<ReplyEvent> streamed =
                Responses.streamed(reader, Responses.events(new StrictResponsesApi().frames(scene)));
        other.whole(Responses.node(new StrictResponsesApi().whole(scene)), whole::add);

        // Then
        assertThat(folded(streamed))
                .containsExactly(
                        new Reply.Thinking("Let me think.", "syT0"),
                        new Reply.Text("Looking."),
                        new Reply.ToolCall("call_R1x0", "a", "{\"x\":1}"),
                        new Reply.ToolCall("call_R1x1", "b", "{\"y\":[2]}"));
        assertThat(folded(whole)).isEqualTo(folded(streamed));
        assertThat(reader.stop()).contains(StopReason.TOOL_USE);
        assertThat(other.stop()).contains(StopReason.TOOL_USE);
        assertThat(streamed.stream().filter(TextPiece.class::isInstance).count())
                .isGreaterThan(1);
    }

    @Test
    void reasoning_is_kept_whole_for_the_next_request() {
        // Given
        String item = "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gA==\"}";

        // When
        List<ReplyEvent> told = read(
                "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"id\":\"rs_1\","
                        + "\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"g\"}}",
                "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + item + "}",
                call("call_1", 1),
                DONE);

        // Then
        assertThat(told)
                .containsExactly(
                        new ThinkingStart(),
                        new Seal("syT0"),
                        new PartEnd(),
                        new CallStart("call_1", "a"),
                        new ArgumentsPiece("{}"),
                        new PartEnd());
        var opaque = new Opaque("openai-responses", Responses.node(item));
        assertThat(table.opened("syT0")).contains(opaque);
        assertThat(table.before("call_1")).containsExactly(opaque);
    }

    @Test
    void parts_of_a_summary_are_paragraphs() {
        assertThat(folded(read(summary(0, "One"), summary(0, "."), summary(1, "Two."), DONE)))
                .containsExactly(new Reply.Thinking("One.\n\nTwo.", ""));
    }

    @Test
    void arguments_that_only_come_when_they_are_complete_are_not_lost() {
        // When
        List<ReplyEvent> told = read(
                added("fc_1", 0, "call_1", "a"),
                "{\"type\":\"response.function_call_arguments.done\",\"item_id\":\"fc_1\",\"output_index\":0,"
                        + "\"arguments\":\"{\\\"x\\\":1}\"}",
                DONE);

        // Then
        assertThat(told).containsExactly(new CallStart("call_1", "a"), new ArgumentsPiece("{\"x\":1}"), new PartEnd());
        assertThat(reader.stop()).contains(StopReason.TOOL_USE);
    }

    @Test
    void what_the_pieces_left_out_is_added() {
        // When
        List<ReplyEvent> told = read(
                added("fc_1", 0, "call_1", "a"),
                arguments("fc_1", 0, "{\\\"x\\\""),
                "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"function_call\","
                        + "\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"a\",\"arguments\":\"{\\\"x\\\":1}\"}}",
                DONE);

        // Then
        assertThat(folded(told)).containsExactly(new Reply.ToolCall("call_1", "a", "{\"x\":1}"));
    }

    @Test
    void a_call_that_was_never_announced_waits_for_its_name() {
        assertThat(folded(read(arguments("fc_1", 0, "{}"), call("call_1", 0), DONE)))
                .containsExactly(new Reply.ToolCall("call_1", "a", "{}"));
    }

    @Test
    void a_response_that_only_comes_complete_is_read() {
        assertThat(folded(read("{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":["
                        + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"a\",\"arguments\":\"{}\"}]}}")))
                .containsExactly(new Reply.Text("Hi"), new Reply.ToolCall("c", "a", "{}"));
    }

    @Test
    void calls_that_come_interleaved_are_told_one_after_the_other() {
        // When
        List<ReplyEvent> told = read(
                added("fc_1", 0, "call_1", "a"),
                added("fc_2", 1, "call_2", "b"),
                arguments("fc_2", 1, "{\\\"y\\\":"),
                arguments("fc_1", 0, "{\\\"x\\\":"),
                arguments("fc_2", 1, "2}"),
                arguments("fc_1", 0, "1}"),
                DONE);

        // Then
        assertThat(told)
                .containsExactly(
                        new CallStart("call_1", "a"),
                        new ArgumentsPiece("{\"x\":"),
                        new ArgumentsPiece("1}"),
                        new PartEnd(),
                        new CallStart("call_2", "b"),
                        new ArgumentsPiece("{\"y\":2}"),
                        new PartEnd());
    }

    @Test
    void items_without_an_index_are_told_apart_by_their_ids() {
        assertThat(folded(read(
                        "{\"type\":\"response.output_text.delta\",\"item_id\":\"m1\",\"delta\":\"Hi\"}",
                        "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"message\",\"id\":\"m1\","
                                + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}}",
                        "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"function_call\",\"id\":\"f1\","
                                + "\"call_id\":\"c\",\"name\":\"a\",\"arguments\":\"{}\"}}",
                        "{\"type\":\"response.completed\",\"response\":{\"output\":[{\"type\":\"message\",\"id\":\"m1\","
                                + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]},{\"type\":\"function_call\","
                                + "\"id\":\"f1\",\"call_id\":\"c\",\"name\":\"a\",\"arguments\":\"{}\"}]}}")))
                .containsExactly(new Reply.Text("Hi"), new Reply.ToolCall("c", "a", "{}"));
    }

    @Test
    void what_is_open_when_the_stream_breaks_off_is_ended() {
        // When
        List<ReplyEvent> told = read(text("Hal"), "{\"type\":\"response.queued\"}", "{\"type\":\"brand.new\"}");

        // Then
        assertThat(told).containsExactly(new TextStart(), new TextPiece("Hal"), new PartEnd());
        assertThat(reader.stop()).isEmpty();
        assertThat(reader.failure()).isEmpty();
    }

    @Test
    void a_call_of_nobody_knows_what_is_a_failure() {
        assertThat(read(arguments("fc_1", 0, "{}"), DONE)).isEmpty();
        assertThat(reader.failure()).map(CallError::type).contains("malformed_tool_call");
        assertThat(reader.stop()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":"
                        + "{\"code\":\"server_error\",\"message\":\"oops\"}}} | server_error | oops",
                "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"} | rate_limit_exceeded | slow",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}} "
                        + "| overloaded_error | busy",
                "{\"type\":\"response.failed\",\"response\":{}} | response_failed | the provider's answer failed",
            })
    void a_failure_is_not_an_answer(String event, String type, String message) {
        // When
        List<ReplyEvent> told = read(text("Hal"), event);

        // Then
        assertThat(told).hasSize(3);
        assertThat(reader.failure()).contains(new CallError("provider", type, message));
        assertThat(reader.stop()).isEmpty();
    }

    @Test
    void a_failure_told_whole_is_one_too() {
        // When
        reader.whole(Responses.node("{\"status\":\"failed\",\"error\":{\"code\":\"c\",\"message\":\"m\"}}"), _ -> {});

        // Then
        assertThat(reader.failure()).contains(new CallError("provider", "c", "m"));
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens,MAX_TOKENS", "content_filter,REFUSAL", "other,MAX_TOKENS"})
    void what_is_incomplete_says_why(String reason, StopReason stop) {
        // When
        read(
                call("call_1", 0),
                "{\"type\":\"response.incomplete\",\"response\":{\"status\":\"incomplete\",\"incomplete_details\":"
                        + "{\"reason\":\"" + reason + "\"}}}");

        // Then
        assertThat(reader.stop()).contains(stop);
    }

    @Test
    void a_refusal_is_a_text_and_a_reason_to_stop() {
        assertThat(folded(read(
                        "{\"type\":\"response.refusal.delta\",\"item_id\":\"m\",\"output_index\":0,\"delta\":\"No.\"}",
                        DONE)))
                .containsExactly(new Reply.Text("No."));
        assertThat(reader.stop()).contains(StopReason.REFUSAL);
    }

    private List<ReplyEvent> read(String... events) {
        List<JsonNode> nodes = new ArrayList<>();
        for (String event : events) {
            nodes.add(Responses.node(event));
        }
        return Responses.streamed(reader, nodes);
    }

    private static List<Reply.Part> folded(List<ReplyEvent> events) {
        var fold = new ReplyFold();
        events.forEach(fold::add);
        return fold.reply(StopReason.END_TURN).parts();
    }

    private static String text(String delta) {
        return "{\"type\":\"response.output_text.delta\",\"item_id\":\"m\",\"output_index\":0,\"content_index\":0,"
                + "\"delta\":\"" + delta + "\"}";
    }

    private static String summary(int index, String delta) {
        return "{\"type\":\"response.reasoning_summary_text.delta\",\"item_id\":\"rs\",\"output_index\":0,"
                + "\"summary_index\":" + index + ",\"delta\":\"" + delta + "\"}";
    }

    private static String added(String id, int index, String callId, String name) {
        return "{\"type\":\"response.output_item.added\",\"output_index\":" + index + ",\"item\":{\"id\":\"" + id
                + "\",\"type\":\"function_call\",\"call_id\":\"" + callId + "\",\"name\":\"" + name
                + "\",\"arguments\":\"\"}}";
    }

    private static String arguments(String id, int index, String delta) {
        return "{\"type\":\"response.function_call_arguments.delta\",\"item_id\":\"" + id + "\",\"output_index\":"
                + index + ",\"delta\":\"" + delta + "\"}";
    }

    private static String call(String callId, int index) {
        return "{\"type\":\"response.output_item.done\",\"output_index\":" + index + ",\"item\":{\"type\":"
                + "\"function_call\",\"id\":\"fc_9\",\"call_id\":\"" + callId
                + "\",\"name\":\"a\",\"arguments\":\"{}\"}}";
    }
}
