package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt is too long: 208310 tokens > 200000 maximum",
                "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000",
                "This model's maximum context length is 128000 tokens.",
                "Your input exceeds the context window of this model.",
                "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
            })
    void every_client_reads_its_own_phrase_for_a_prompt_that_does_not_fit(String message) {
        assertThat(Failures.body(Dialect.ANTHROPIC_MESSAGES, 400, message, "c"))
                .contains("prompt is too long")
                .contains("\"invalid_request_error\"");
        assertThat(Failures.body(Dialect.OPENAI_CHAT, 400, message, "c"))
                .contains("\"code\":\"context_length_exceeded\"")
                .contains("maximum context length");
        assertThat(Failures.body(Dialect.OPENAI_RESPONSES, 400, message, "c"))
                .contains("\"code\":\"context_length_exceeded\"")
                .contains("exceeds the context window");
        assertThat(Failures.body(Dialect.GEMINI, 400, message, "c"))
                .contains("exceeds the maximum number of tokens")
                .contains("\"status\":\"INVALID_ARGUMENT\"");
        assertThat(Failures.status(new CallError("provider", "server_error", message)))
                .isEqualTo(400);
        assertThat(Failures.type(new CallError("provider", "server_error", message)))
                .isEqualTo("context_length_exceeded");
    }

    @Test
    void other_words_stay_as_they_are() {
        assertThat(Failures.words(Dialect.ANTHROPIC_MESSAGES, "Overloaded")).isEqualTo("Overloaded");
        assertThat(Failures.body(Dialect.OPENAI_CHAT, 429, "Slow down", "c"))
                .isEqualTo("{\"error\":{\"message\":\"Slow down\",\"type\":\"rate_limit_error\",\"param\":null,"
                        + "\"code\":null}}");
    }

    @Test
    void only_anthropics_clients_are_told_529() {
        assertThat(Failures.status(Dialect.ANTHROPIC_MESSAGES, 529)).isEqualTo(529);
        assertThat(Failures.status(Dialect.OPENAI_CHAT, 529)).isEqualTo(503);
        assertThat(Failures.status(Dialect.GEMINI, 529)).isEqualTo(503);
        assertThat(Failures.status(Dialect.GEMINI, 429)).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, 529",
        "UNAVAILABLE, 529",
        "rate_limit_exceeded, 429",
        "RESOURCE_EXHAUSTED, 429",
        "insufficient_quota, 429",
        "invalid_prompt, 400",
        "context_length_exceeded, 400",
        "server_error, 502",
        "MALFORMED_FUNCTION_CALL, 502",
    })
    void a_failure_inside_an_answer_has_the_status_it_would_have_had(String type, int status) {
        assertThat(Failures.status(new CallError("provider", type, "no words"))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error, authentication_error, UNAUTHENTICATED",
        "402, billing_error, invalid_request_error, INVALID_ARGUMENT",
        "403, permission_error, permission_error, PERMISSION_DENIED",
        "404, not_found_error, invalid_request_error, NOT_FOUND",
        "413, request_too_large, invalid_request_error, INVALID_ARGUMENT",
        "429, rate_limit_error, rate_limit_error, RESOURCE_EXHAUSTED",
        "500, api_error, server_error, INTERNAL",
        "503, overloaded_error, server_error, UNAVAILABLE",
        "504, timeout_error, server_error, DEADLINE_EXCEEDED",
    })
    void a_status_has_its_name_in_every_dialect(int status, String anthropic, String openAi, String google) {
        assertThat(Failures.body(Dialect.ANTHROPIC_MESSAGES, status, "x", "req_1"))
                .contains("\"type\":\"" + anthropic + "\"", "\"request_id\":\"req_1\"");
        assertThat(Failures.body(Dialect.OPENAI_RESPONSES, status, "x", "c")).contains("\"type\":\"" + openAi + "\"");
        assertThat(Failures.body(Dialect.GEMINI, status, "x", "c"))
                .contains("\"code\":" + status, "\"status\":\"" + google + "\"");
    }
}
