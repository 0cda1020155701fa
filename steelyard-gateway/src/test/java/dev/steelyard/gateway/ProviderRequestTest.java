package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.HostedToolRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What leaves the gateway for each provider that is let in by a key: the address, the headers, the body.
class ProviderRequestTest {
    private static final String KEY = "key-of-the-experiment";
    private static final String MESSAGES = "{\"model\":\"x\",\"max_tokens\":9,\"messages\":[]}";
    private static final String CHAT = "{\"model\":\"x\",\"messages\":[]}";
    private static final String RESPONSES = "{\"model\":\"x\",\"input\":\"go\"}";
    private static final String CONTENTS = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go\"}]}]}";

    private static Map<String, String> environment(String url) {
        return Map.of(
                "ANTHROPIC_BASE_URL", url,
                "ANTHROPIC_API_KEY", KEY,
                "OPENAI_BASE_URL", url + "/v1",
                "OPENAI_API_KEY", KEY,
                "STEELYARD_UPSTREAM_URL", url + "/api/v3",
                "STEELYARD_UPSTREAM_KEY", KEY,
                "GOOGLE_GEMINI_BASE_URL", url,
                "GEMINI_API_KEY", KEY,
                "LITELLM_BASE_URL", url,
                "LITELLM_API_KEY", KEY);
    }

    private static FakeProvider.Request sent(String model, String path, String body) throws Exception {
        var reply = FakeProvider.answering(
                200, "Content-Type: application/json\r\n", "{}".getBytes(StandardCharsets.UTF_8));
        try (var provider = new FakeProvider(reply);
                House house =
                        House.before(model, environment(provider.url()), RetryPolicy.NEVER, HostedToolRule.DENY)) {
            Door door = house.door();
            house.post(door, path, body);
            door.close();
            FakeProvider.Request request = provider.requests.getFirst();
            assertThat(request.head()).doesNotContain(door.key());
            return request;
        }
    }

    private static String bodyOf(String path) {
        return switch (path.replaceFirst(".*/", "")) {
            case "messages", "count_tokens" -> MESSAGES;
            case "completions" -> CHAT;
            case "responses" -> RESPONSES;
            default -> CONTENTS;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/m, /v1/messages, /v1/messages, x-api-key",
        "anthropic/m, /v1/messages/count_tokens, /v1/messages/count_tokens, x-api-key",
        "openai/m, /v1/chat/completions, /v1/chat/completions, authorization",
        "openai/m, /v1/responses, /v1/responses, authorization",
        "openai-compatible/m, /v1/chat/completions, /api/v3/chat/completions, authorization",
        "openai-compatible/m, /v1/responses, /api/v3/responses, authorization",
        "litellm/m, /v1/messages, /v1/messages, authorization",
        "litellm/m, /v1/messages/count_tokens, /v1/messages/count_tokens, authorization",
        "litellm/m, /v1/chat/completions, /v1/chat/completions, authorization",
        "litellm/m, /v1/responses, /v1/responses, authorization",
        "litellm/m, /v1beta/models/x:generateContent, /v1beta/models/m:generateContent, authorization",
        "gemini/m, /v1beta/models/x:generateContent, /v1beta/models/m:generateContent, x-goog-api-key",
        "gemini/m, /v1beta/models/x%3AgenerateContent, /v1beta/models/m:generateContent, x-goog-api-key",
        "gemini/m, /v1beta/models/x:countTokens, /v1beta/models/m:countTokens, x-goog-api-key",
    })
    void an_agent_of_the_providers_dialect_reaches_it_by_the_experiments_key(
            String model, String asked, String path, String header) throws Exception {
        FakeProvider.Request sent = sent(model, asked, bodyOf(asked));
        String key = header.equals("authorization") ? "Bearer " + KEY : KEY;
        assertThat(sent.head()).startsWith("POST " + path + " HTTP/1.1\r\n").contains(header + ": " + key + "\r\n");
        assertThat(sent.body()).isEqualTo(bodyOf(asked).replace("\"x\"", "\"m\""));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/m, /v1/chat/completions, /v1/messages",
        "anthropic/m, /v1/responses, /v1/messages",
        "anthropic/m, /v1beta/models/x:generateContent, /v1/messages",
        "openai/m, /v1/messages, /v1/responses",
        "openai/m, /v1beta/models/x:generateContent, /v1/responses",
        "openai-compatible/m, /v1/messages, /api/v3/chat/completions",
        "openai-compatible/m, /v1beta/models/x:generateContent, /api/v3/chat/completions",
        "gemini/m, /v1/messages, /v1beta/models/m:generateContent",
        "gemini/m, /v1/chat/completions, /v1beta/models/m:generateContent",
        "gemini/m, /v1/responses, /v1beta/models/m:generateContent",
    })
    void an_agent_of_another_dialect_is_translated_into_the_one_that_is_best_there(
            String model, String asked, String path) throws Exception {
        String body = bodyOf(asked).replace("\"messages\":[]", "\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]");
        FakeProvider.Request sent = sent(model, asked, body);
        assertThat(sent.head()).startsWith("POST " + path + " HTTP/1.1\r\n");
        assertThat(sent.body()).contains("go").doesNotContain("\"x\"");
    }

    @Test
    void a_stream_of_gemini_asks_for_events_only_if_the_agent_did() throws Exception {
        String asked = "/v1beta/models/x:streamGenerateContent";
        assertThat(sent("gemini/m", asked + "?alt=sse", CONTENTS).head())
                .startsWith("POST /v1beta/models/m:streamGenerateContent?alt=sse HTTP/1.1\r\n");
        assertThat(sent("gemini/m", asked, CONTENTS).head())
                .startsWith("POST /v1beta/models/m:streamGenerateContent HTTP/1.1\r\n");
    }

    @Test
    void a_translated_stream_of_gemini_always_asks_for_events() throws Exception {
        String body = "{\"model\":\"x\",\"stream\":true,\"max_tokens\":9,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";
        assertThat(sent("gemini/m", "/v1/messages", body).head())
                .startsWith("POST /v1beta/models/m:streamGenerateContent?alt=sse HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource({"key=door-key", "k%65y=door-key", "KEY=door-key", "access_token=door-key", "%24key=door-key"})
    void no_key_of_the_agents_passes_in_an_address(String parameter) throws Exception {
        String path = "/v1beta/models/x:generateContent?beta=true&" + parameter + "&%zz=1";
        assertThat(sent("gemini/m", path.replace("&%zz=1", ""), CONTENTS).head())
                .startsWith("POST /v1beta/models/m:generateContent?beta=true HTTP/1.1\r\n")
                .doesNotContain("door-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic/m", "openai/m", "openai-compatible/m", "gemini/m", "litellm/m"})
    void warming_up_asks_no_provider_anything(String model) throws Exception {
        try (var provider = new FakeProvider((_, _) -> {});
                House house =
                        House.before(model, environment(provider.url()), RetryPolicy.NEVER, HostedToolRule.DENY)) {
            assertThat(house.gateway.warmUp()).isPositive();
            assertThat(provider.requests).isEmpty();
            assertThat(house.records).isEmpty();
        }
    }

    @Test
    void a_server_that_knows_no_streams_is_told_as_one_in_translation() throws Exception {
        String answer = "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
        var reply = FakeProvider.answering(
                200, "Content-Type: application/json\r\n", answer.getBytes(StandardCharsets.UTF_8));
        try (var provider = new FakeProvider(reply);
                House house = House.before(
                        "openai-compatible/m", environment(provider.url()), RetryPolicy.NEVER, HostedToolRule.DENY)) {
            Door door = house.door();
            String told =
                    house.post(door, "/v1/messages", House.messages(true, "go")).body();
            assertThat(told)
                    .startsWith("event: message_start")
                    .contains("Hello.")
                    .contains("event: message_stop");
            assertThat(house.only(door).usage().total()).isEqualTo(5);
        }
    }
}
