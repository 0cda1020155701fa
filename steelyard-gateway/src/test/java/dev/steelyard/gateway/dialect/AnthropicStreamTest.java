package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an agent of this dialect gets beyond texts and calls.
class AnthropicStreamTest {
    private static final String LONG = "mcp__server__a_name_of_the_agents_own";
    private static final Envelope ENVELOPE =
            new Envelope("req_1", "m", 1, true, new ToolNames(Map.of("short", new ToolNames.Origin("", LONG, false))));

    private static String streamed(ReplyEvent... events) {
        Dialect.StreamWriter writer = Dialect.ANTHROPIC_MESSAGES.stream(ENVELOPE);
        return Stream.of(events).map(writer::write).collect(Collectors.joining());
    }

    @Test
    void thinking_is_a_block_of_its_own_that_ends_with_its_signature() {
        assertThat(streamed(
                        new ReplyEvent.ThinkingStart(),
                        new ReplyEvent.ThinkingPiece("hm"),
                        new ReplyEvent.Seal("c2VhbA=="),
                        new ReplyEvent.PartEnd(),
                        new ReplyEvent.TextStart()))
                .isEqualTo("""
                        event: content_block_start
                        data: {"type":"content_block_start","index":0,"content_block":\
                        {"type":"thinking","thinking":"","signature":""}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":\
                        {"type":"thinking_delta","thinking":"hm"}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":\
                        {"type":"signature_delta","signature":"c2VhbA=="}}

                        event: content_block_stop
                        data: {"type":"content_block_stop","index":0}

                        event: content_block_start
                        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

                        """);
    }

    @Test
    void a_call_carries_the_agents_own_name_and_no_seal() {
        assertThat(streamed(
                        new ReplyEvent.CallStart("a", "short"),
                        new ReplyEvent.Seal("c2VhbA=="),
                        new ReplyEvent.PartEnd()))
                .contains("\"name\":\"" + LONG + "\"")
                .doesNotContain("c2VhbA==");
    }

    @Test
    void what_broke_off_is_told_as_an_error_the_client_knows() {
        assertThat(streamed(new ReplyEvent.Failed("overloaded_error", "Overloaded")))
                .isEqualTo("""
                        event: error
                        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},\
                        "request_id":"req_1"}

                        """);
        assertThat(streamed(new ReplyEvent.Failed("MALFORMED_FUNCTION_CALL", "no")))
                .contains("\"type\":\"api_error\"");
    }

    @Test
    void usage_tells_what_was_thought_and_what_is_kept_for_an_hour() {
        assertThat(streamed(new ReplyEvent.Finish(StopReason.MAX_TOKENS, new TokenUsage(1, 2, 7, 3, 9, 4))))
                .contains("\"usage\":{\"input_tokens\":1,\"cache_creation_input_tokens\":7,"
                        + "\"cache_read_input_tokens\":2,\"cache_creation\":{\"ephemeral_5m_input_tokens\":4,"
                        + "\"ephemeral_1h_input_tokens\":3},\"output_tokens\":9,"
                        + "\"output_tokens_details\":{\"thinking_tokens\":4}}");
    }

    @Test
    void a_whole_answer_has_its_thinking_and_keeps_arguments_that_are_no_json() {
        var reply = new Reply(
                List.of(
                        new Reply.Thinking("hm", "c2VhbA=="),
                        new Reply.ToolCall("a", "short", "{\"comm"),
                        new Reply.ToolCall("b", "Now", "")),
                StopReason.TOOL_USE);
        assertThat(Dialect.ANTHROPIC_MESSAGES.whole(ENVELOPE, reply, TokenUsage.ZERO))
                .contains("{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"c2VhbA==\"}")
                .contains("\"name\":\"" + LONG + "\",\"input\":{\"_raw\":\"{\\\"comm\"}")
                .contains("\"name\":\"Now\",\"input\":{}");
    }
}
