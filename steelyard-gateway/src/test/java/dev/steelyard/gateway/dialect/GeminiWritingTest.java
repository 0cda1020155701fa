package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.Failed;
import dev.steelyard.gateway.dialect.ReplyEvent.Finish;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.Seal;
import dev.steelyard.gateway.dialect.ReplyEvent.Start;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingStart;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GeminiWritingTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 9, 4);
    private static final ToolNames NAMES =
            new ToolNames(Map.of("mcp_read", new ToolNames.Origin("", "mcp.read", false)));
    private static final Envelope ENVELOPE = new Envelope("req_1", "asked", 0, true, NAMES);

    private static String streamed(Dialect dialect, ReplyEvent... events) {
        Dialect.StreamWriter writer = dialect.stream(ENVELOPE);
        var out = new StringBuilder(writer.write(new Start(new TokenUsage(10, 0, 0, 0, 0))));
        for (ReplyEvent event : events) {
            out.append(writer.write(event));
        }
        return out.toString();
    }

    private static List<JsonNode> chunks(String stream) {
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : stream.split("\n\n", -1)) {
            if (event.startsWith("data: ")) {
                chunks.add(Json.readObject(event.substring("data: ".length()).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return chunks;
    }

    private static List<String> parts(String stream) {
        return chunks(stream).stream()
                .map(chunk -> Json.compact(chunk.path("candidates")
                        .path(0)
                        .path("content")
                        .path("parts")
                        .path(0)))
                .toList();
    }

    @Test
    void thoughts_are_parts_of_their_own_and_seals_stand_where_googles_signatures_do() {
        // When
        String stream = streamed(
                Dialect.GEMINI,
                new ThinkingStart(),
                new ThinkingPiece("h"),
                new ThinkingPiece("m"),
                new Seal("c2Vl"),
                new PartEnd(),
                new CallStart("a", "mcp_read"),
                new ArgumentsPiece("{\"p\":"),
                new ArgumentsPiece("1}"),
                new Seal("Y2FsbA=="),
                new PartEnd(),
                new CallStart("b", "f"),
                new ArgumentsPiece(""),
                new PartEnd(),
                new Finish(Reply.StopReason.TOOL_USE, USAGE));

        // Then
        assertThat(parts(stream))
                .containsExactly(
                        "{\"text\":\"\"}",
                        "{\"text\":\"h\",\"thought\":true}",
                        "{\"text\":\"m\",\"thought\":true}",
                        "{\"text\":\"\",\"thought\":true,\"thoughtSignature\":\"c2Vl\"}",
                        "{\"functionCall\":{\"id\":\"a\",\"name\":\"mcp.read\",\"args\":{\"p\":1}},"
                                + "\"thoughtSignature\":\"Y2FsbA==\"}",
                        "{\"functionCall\":{\"id\":\"b\",\"name\":\"f\",\"args\":{}}}",
                        "{\"text\":\"\"}");
        assertThat(chunks(stream)).allMatch(chunk -> chunk.path("usageMetadata").has("totalTokenCount"));
        assertThat(Json.compact(chunks(stream).getLast().path("usageMetadata")))
                .contains("\"candidatesTokenCount\":5,\"thoughtsTokenCount\":4,\"totalTokenCount\":19");
    }

    @Test
    void a_whole_answer_holds_the_same_parts() {
        // Given
        var reply = new Reply(
                List.of(
                        new Reply.Thinking("hm", "c2Vl"),
                        new Reply.Text("Hi"),
                        new Reply.ToolCall("a", "mcp_read", "{}", "Y2FsbA==")),
                Reply.StopReason.TOOL_USE);

        // Then
        assertThat(Dialect.GEMINI.whole(ENVELOPE, reply, USAGE))
                .contains(
                        "\"parts\":[{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"c2Vl\"},{\"text\":\"Hi\"},"
                                + "{\"functionCall\":{\"id\":\"a\",\"name\":\"mcp.read\",\"args\":{}},"
                                + "\"thoughtSignature\":\"Y2FsbA==\"}]},\"finishReason\":\"STOP\"");
    }

    @Test
    void arguments_that_are_no_object_reach_the_agents_own_check() {
        assertThat(parts(streamed(
                        Dialect.GEMINI, new CallStart("a", "f"), new ArgumentsPiece("{\"p\":\"x"), new PartEnd())))
                .contains("{\"functionCall\":{\"id\":\"a\",\"name\":\"f\",\"args\":{\"_raw\":\"{\\\"p\\\":\\\"x\"}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "END_TURN,STOP",
        "TOOL_USE,STOP",
        "STOP_SEQUENCE,STOP",
        "MAX_TOKENS,MAX_TOKENS",
        "REFUSAL,SAFETY",
    })
    void every_reason_to_stop_has_googles_word(Reply.StopReason stop, String reason) {
        assertThat(streamed(Dialect.GEMINI, new Finish(stop, USAGE))).contains("\"finishReason\":\"" + reason + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error,503,UNAVAILABLE",
        "rate_limit_error,429,RESOURCE_EXHAUSTED",
        "budget_spent,400,FAILED_PRECONDITION",
        "idle_timeout,504,DEADLINE_EXCEEDED",
        "malformed_function_call,500,INTERNAL",
    })
    void an_answer_that_breaks_off_ends_in_an_error_that_each_of_googles_sdks_sees(
            String type, int code, String status) {
        // When
        String events = streamed(Dialect.GEMINI, new Failed(type, "why"));
        String array = streamed(Dialect.GEMINI_ARRAY, new Failed(type, "why"));

        // Then
        String error = "{\"error\":{\"code\":" + code + ",\"message\":\"why\",\"status\":\"" + status + "\"}}";
        assertThat(events).endsWith("data: " + error + "\n\n" + error + "\n\n").doesNotContain("finishReason");
        assertThat(array).startsWith("[{").endsWith(",\n" + error + "]");
    }
}
