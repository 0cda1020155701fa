package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.HostedToolRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What an agent is told, and what is recorded, when a provider of another dialect fails.
class TranslatedFailureTest {
    private static final String KEY = "key-of-the-experiment";
    private static final String SAID = "data: {\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
            + "{\"type\":\"message\",\"id\":\"i\"}}\n\n"
            + "data: {\"type\":\"response.output_text.delta\",\"output_index\":0,\"item_id\":\"i\","
            + "\"delta\":\"Half\"}\n\n";

    /// @param status what the agent was answered
    private record Told(int status, String body, HttpResponse<String> whole, CallRecord record) {}

    private static Map<String, String> environment(String url) {
        return Map.of(
                "ANTHROPIC_BASE_URL",
                url,
                "ANTHROPIC_API_KEY",
                KEY,
                "OPENAI_BASE_URL",
                url + "/v1",
                "OPENAI_API_KEY",
                KEY,
                "GOOGLE_GEMINI_BASE_URL",
                url,
                "GEMINI_API_KEY",
                KEY);
    }

    private static Told told(String model, String path, String body, FakeProvider.Reply reply) throws Exception {
        return told(model, path, body, reply, HostedToolRule.DENY);
    }

    private static Told told(String model, String path, String body, FakeProvider.Reply reply, HostedToolRule hosted)
            throws Exception {
        try (var provider = new FakeProvider(reply);
                House house = House.before(model, environment(provider.url()), RetryPolicy.NEVER, hosted)) {
            Door door = house.door();
            HttpResponse<String> answer = house.post(door, path, body);
            return new Told(answer.statusCode(), answer.body(), answer, house.only(door));
        }
    }

    private static FakeProvider.Reply stream(String events) {
        return FakeProvider.streaming(events.getBytes(StandardCharsets.UTF_8), 50);
    }

    private static FakeProvider.Reply refusal(int status, String headers, String body) {
        return FakeProvider.answering(
                status, "Content-Type: application/json\r\n" + headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Told claude(String model, FakeProvider.Reply reply) throws Exception {
        return told(model, "/v1/messages", House.messages(true, "go"), reply);
    }

    private static String failed(String code, String message) {
        return "data: {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"" + code
                + "\",\"message\":\"" + message + "\"}}}\n\n";
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, it broke, 502, api_error",
        "rate_limit_exceeded, slow down, 429, rate_limit_error",
        "context_length_exceeded, Your input exceeds the context window of this model., 400, prompt is too long",
    })
    void a_failure_that_comes_first_is_told_by_a_status(String code, String message, int status, String said)
            throws Exception {
        Told told = claude("openai/m", stream(failed(code, message)));
        assertThat(told.status()).isEqualTo(status);
        assertThat(told.body()).startsWith("{\"type\":\"error\"").contains(said);
        assertThat(java.util.Objects.requireNonNull(told.record().error()).origin())
                .isEqualTo("provider");
        assertThat(told.record().status()).isEqualTo(status);
    }

    @Test
    void a_failure_in_the_middle_is_an_error_event_and_no_end() throws Exception {
        Told told = claude("openai/m", stream(SAID + failed("server_error", "it broke")));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).contains("Half").contains("event: error").doesNotContain("message_stop");
        assertThat(java.util.Objects.requireNonNull(told.record().error()).type())
                .isEqualTo("server_error");
    }

    private static String gemini(String parts, String more) {
        return "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" + parts + "]}" + more + "}]}\n\n";
    }

    @Test
    void a_malformed_call_is_no_success_before_the_first_byte_nor_after_it() throws Exception {
        String malformed = gemini("", ",\"finishReason\":\"MALFORMED_FUNCTION_CALL\"");
        Told first = claude("gemini/m", stream(malformed));
        assertThat(first.status()).isEqualTo(502);
        assertThat(first.record().error()).isNotNull();
        assertThat(first.record().stopReason()).isEqualTo("MALFORMED_FUNCTION_CALL");

        Told later = claude("gemini/m", stream(gemini("{\"text\":\"Half\"}", "") + malformed));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.body()).contains("Half", "event: error").doesNotContain("message_stop");
        assertThat(later.record().error()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"/v1/messages, event: error", "/v1/chat/completions, error", "/v1/responses, response.failed"})
    void a_stream_that_ends_too_early_is_told_as_broken(String path, String said) throws Exception {
        String body = path.endsWith("messages")
                ? House.messages(true, "go")
                : path.endsWith("completions")
                        ? "{\"model\":\"x\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}"
                        : "{\"model\":\"x\",\"stream\":true,\"input\":\"go\"}";
        Told told = told("gemini/m", path, body, stream(gemini("{\"text\":\"Half\"}", "")));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).contains("Half", said).doesNotContain("[DONE]", "message_stop", "response.completed");
        assertThat(java.util.Objects.requireNonNull(told.record().error()).type())
                .isEqualTo("truncated");
    }

    @Test
    void a_stream_that_ends_before_anything_is_told_by_a_status() throws Exception {
        Told told = claude("gemini/m", stream(": ping\n\n"));
        assertThat(told.status()).isEqualTo(502);
        assertThat(java.util.Objects.requireNonNull(told.record().error()).type())
                .isEqualTo("truncated");
    }

    @Test
    void a_stream_that_is_reset_after_its_head_is_not_taken_for_an_answer() throws Exception {
        assertThatThrownBy(() -> claude("gemini/m", (socket, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    byte[] half = gemini("{\"text\":\"Half\"}", "").getBytes(StandardCharsets.UTF_8);
                    FakeProvider.chunk(out, half, 0, half.length);
                    Thread.sleep(50);
                    socket.setSoLinger(true, 0);
                    socket.close();
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_answer_that_says_nothing_is_recorded_as_such() throws Exception {
        String usage =
                ",\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3},\"x\":[{\"y\":1";
        Told told = claude("gemini/m", stream(gemini("", usage)));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.record().error()).isNull();
        assertThat(told.record().lossy()).contains("empty_completion");
    }

    @Test
    void a_busy_provider_is_told_with_its_wish_and_a_status_that_the_client_knows() throws Exception {
        String busy = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        String chat = "{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";
        Told told = told("anthropic/m", "/v1/chat/completions", chat, refusal(529, "retry-after: 7\r\n", busy));
        assertThat(told.status()).isEqualTo(503);
        assertThat(told.whole().headers().firstValue("retry-after")).contains("7");
        assertThat(told.body()).contains("\"message\":\"Overloaded\"", "server_error");
        assertThat(java.util.Objects.requireNonNull(told.record().error()).type())
                .isEqualTo("overloaded_error");
    }

    @Test
    void a_key_that_a_provider_repeats_is_told_to_nobody() throws Exception {
        String body = "{\"error\":{\"code\":403,\"message\":\"no access for " + KEY + "\",\"status\":\"DENIED\"}}";
        Told told = claude("gemini/m", refusal(403, "", body));
        assertThat(told.status()).isEqualTo(403);
        assertThat(told.body() + told.record()).contains("no access for [key]").doesNotContain(KEY);
    }

    @ParameterizedTest
    @EnumSource(HostedToolRule.class)
    void a_request_for_hosted_tools_alone_is_refused_in_every_dialect(HostedToolRule rule) throws Exception {
        FakeProvider.Reply never = refusal(500, "", "{}");
        String[][] requests = {
            {
                "openai/m",
                "/v1/messages",
                "{\"model\":\"x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"go\"}],\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}"
            },
            {
                "gemini/m",
                "/v1/chat/completions",
                "{\"model\":\"x\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"go\"}],\"tools\":[{\"type\":\"web_search\"}]}"
            },
            {"gemini/m", "/v1/responses", "{\"model\":\"x\",\"input\":\"go\",\"tools\":[{\"type\":\"web_search\"}]}"},
            {
                "openai/m",
                "/v1beta/models/x:generateContent",
                "{\"contents\":[{\"role\":\"user\",\"parts\":"
                        + "[{\"text\":\"go\"}]}],\"tools\":[{\"googleSearch\":{}}]}"
            },
        };
        for (String[] request : requests) {
            Told told = told(request[0], request[1], request[2], never, rule);
            assertThat(told.status()).isEqualTo(400);
            assertThat(told.body()).contains("provider-side tools are denied");
            assertThat(told.body().contains("no other dialect has them")).isEqualTo(rule == HostedToolRule.ALLOW);
            assertThat(java.util.Objects.requireNonNull(told.record().error()).origin())
                    .isEqualTo("client");
        }
    }
}
