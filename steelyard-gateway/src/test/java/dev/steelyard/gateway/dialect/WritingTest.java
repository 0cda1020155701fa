package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One reply, told in every dialect; the golden files are the expected bytes.
class WritingTest {
    private static final TokenUsage USAGE = new TokenUsage(100, 1280, 0, 9, 0);
    private static final String ARGUMENTS = "{\"command\":\"ls -l\"}";
    private static final Reply REPLY = new Reply(
            List.of(new Reply.Text("Let me look. ✓"), new Reply.ToolCall("call_1", "Bash", ARGUMENTS)),
            Reply.StopReason.TOOL_USE);
    private static final List<ReplyEvent> EVENTS = List.of(
            new ReplyEvent.Start(new TokenUsage(100, 1280, 0, 0, 0)),
            new ReplyEvent.TextStart(),
            new ReplyEvent.TextPiece("Let me "),
            new ReplyEvent.TextPiece("look. ✓"),
            new ReplyEvent.PartEnd(),
            new ReplyEvent.CallStart("call_1", "Bash"),
            new ReplyEvent.ArgumentsPiece("{\"command\":"),
            new ReplyEvent.ArgumentsPiece("\"ls -l\"}"),
            new ReplyEvent.PartEnd(),
            new ReplyEvent.Finish(Reply.StopReason.TOOL_USE, USAGE));

    static Stream<Dialect> dialects() {
        return Stream.of(Dialect.ANTHROPIC_MESSAGES, Dialect.OPENAI_CHAT, Dialect.OPENAI_RESPONSES, Dialect.GEMINI);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_reply_is_streamed_in_the_dialects_own_events(Dialect dialect) throws IOException {
        assertThat(streamed(dialect, true)).isEqualTo(golden(dialect.id() + ".sse"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_reply_is_written_whole_in_the_dialects_own_document(Dialect dialect) throws IOException {
        assertThat(dialect.whole(envelope(true), REPLY, USAGE) + "\n").isEqualTo(golden(dialect.id() + ".json"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_refusal_is_written_in_the_dialects_own_shape(Dialect dialect) throws IOException {
        assertThat(dialect.refusal(Refusal.UNAUTHORIZED, "who are you?", "req_1") + "\n")
                .isEqualTo(golden(dialect.id() + ".refusal.json"));
    }

    @Test
    void a_chat_stream_ends_without_usage_if_the_client_did_not_ask_for_it() {
        assertThat(streamed(Dialect.OPENAI_CHAT, false))
                .doesNotContain("usage")
                .endsWith("\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n");
    }

    @Test
    void gemini_streams_one_json_array_where_no_events_were_asked_for() throws IOException {
        assertThat(streamed(Dialect.GEMINI_ARRAY, true) + "\n").isEqualTo(golden("gemini.array.json"));
        assertThat(Dialect.GEMINI_ARRAY.refusal(Refusal.BUDGET_SPENT, "The budget is spent.", "req_1") + "\n")
                .isEqualTo(golden("gemini.array.refusal.json"));
    }

    @Test
    void gemini_counts_the_cached_tokens_in_and_the_thoughts_out() {
        assertThat(Dialect.GEMINI.whole(envelope(true), REPLY, new TokenUsage(100, 1280, 20, 9, 4)))
                .contains("\"promptTokenCount\":1400,\"cachedContentTokenCount\":1280,\"candidatesTokenCount\":5,"
                        + "\"thoughtsTokenCount\":4,\"totalTokenCount\":1409");
    }

    private static String streamed(Dialect dialect, boolean usageInStream) {
        Dialect.StreamWriter writer = dialect.stream(envelope(usageInStream));
        return EVENTS.stream().map(writer::write).collect(Collectors.joining());
    }

    private static Envelope envelope(boolean usageInStream) {
        return new Envelope("req_1", "shared-model", 1_767_225_600, usageInStream);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = WritingTest.class.getResourceAsStream("/dev/steelyard/gateway/golden/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
