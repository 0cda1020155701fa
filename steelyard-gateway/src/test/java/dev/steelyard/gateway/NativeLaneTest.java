package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Against a fake provider: what passes, what does not, and what is left in the record.
class NativeLaneTest {
    private static final String REAL_KEY = "sk-real-key-of-the-experiment";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String MODEL = "anthropic/claude-x";
    private static final String ANSWER = """
            {"id":"msg_1","type":"message","content":[{"type":"text","text":"h\\u00e9"}],"stop_reason":"end_turn",\
            "usage":{"input_tokens":7,"cache_read_input_tokens":5,"cache_creation_input_tokens":3,"output_tokens":2,\
            "output_tokens_details":{"thinking_tokens":1},"service_tier":null}}""";

    private static House before(FakeProvider provider, String model) {
        return House.before(model, provider.url(), REAL_KEY, Patience.DEFAULT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final String ODD_REQUEST = """
            { "max_tokens" :1,\t"model": "opus\\u002d4" , "unknown":{"b":1,"a":[1.50,1E3]},
              "messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"Eu\\/8="}]},
              {"role":"user","content":"\\u00e9 é \\ud83d\\ude00","x":null}]}
            """;

    @Test
    void a_request_passes_byte_for_byte_but_for_the_models_name() throws Exception {
        var bodies = new CopyOnWriteArrayList<byte[]>();
        try (var provider = new FakeProvider(FakeProvider.answering(200, JSON, bytes(ANSWER)));
                House house = before(provider, MODEL)) {
            Door door = house.door("base", dev.steelyard.model.Limits.DEFAULT, sink(bodies));

            // When
            var answer = house.post(door, "/v1/messages?beta=true", ODD_REQUEST);
            CallRecord record = house.only(door);

            // Then
            FakeProvider.Request sent = provider.requests.getFirst();
            assertThat(sent.head()).startsWith("POST /v1/messages?beta=true HTTP/1.1\r\n");
            assertThat(sent.body()).isEqualTo(ODD_REQUEST.replace("\"opus\\u002d4\"", "\"claude-x\""));
            assertThat(answer.body()).isEqualTo(ANSWER);
            assertThat(bodies).containsExactly(bytes(ODD_REQUEST), bytes(ANSWER));
            assertThat(record.modelRequested()).isEqualTo("opus-4");
            assertThat(record.modelServed()).isEqualTo("claude-x");
            assertThat(record.lossy()).isEmpty();
        }
    }

    private static BodySink sink(List<byte[]> bodies) {
        return call -> {
            bodies.add(call.request());
            bodies.add(call.response());
        };
    }

    @Test
    void the_usage_is_kept_as_it_came_and_in_disjoint_buckets() throws Exception {
        try (var provider = new FakeProvider(FakeProvider.answering(200, JSON, bytes(ANSWER)));
                House house = before(provider, MODEL)) {
            Door door = house.door();
            house.post(door, "/v1/messages", House.messages(false, "go"));

            CallRecord record = house.only(door);
            assertThat(record.usage()).isEqualTo(new dev.steelyard.model.TokenUsage(7, 5, 3, 2, 1));
            assertThat(record.usageRaw().toString())
                    .isEqualTo("{input_tokens=7, cache_read_input_tokens=5, cache_creation_input_tokens=3,"
                            + " output_tokens=2, output_tokens_details={thinking_tokens=1}}");
            assertThat(record.usageSource()).isEqualTo("exact");
        }
    }

    @Test
    void keys_cookies_and_proxies_stay_on_their_side() throws Exception {
        String headers = JSON + "Set-Cookie: a=b\r\nrequest-id: req_9\r\nanthropic-ratelimit-requests-remaining: 4\r\n"
                + "x-api-key: " + REAL_KEY + "\r\nServer: fake\r\n";
        try (var provider = new FakeProvider(FakeProvider.answering(200, headers, bytes(ANSWER)));
                House house = before(provider, MODEL)) {
            Door door = house.door();

            // When
            HttpResponse<String> answer = house.send(house.request(door.baseUrl() + "/v1/messages?key=secret&beta=true")
                    .header("x-api-key", door.key())
                    .header("Authorization", "Bearer " + door.key())
                    .header("Cookie", "session=secret")
                    .header("X-Forwarded-For", "10.0.0.1")
                    .header("anthropic-beta", "one,two")
                    .header("anthropic-version", "2023-06-01")
                    .header("X-Stainless-Lang", "js")
                    .header("User-Agent", "agent/1")
                    .header("Accept-Encoding", "gzip")
                    .POST(BodyPublishers.ofString(House.messages(false, "go")))
                    .build());

            // Then
            String sent = provider.requests.getFirst().head();
            assertThat(sent)
                    .startsWith("POST /v1/messages?beta=true HTTP/1.1\r\n")
                    .contains("x-api-key: " + REAL_KEY)
                    .contains("anthropic-beta: one,two", "anthropic-version: 2023-06-01", "agent/1")
                    .containsIgnoringCase("X-Stainless-Lang: js")
                    .contains("accept-encoding: identity")
                    .doesNotContain(door.key(), "secret", "10.0.0.1", "gzip");
            assertThat(sent.toLowerCase(Locale.ROOT)).doesNotContain("authorization", "cookie", "x-forwarded");
            assertThat(answer.headers().map().keySet())
                    .containsExactlyInAnyOrder(
                            "content-type", "content-length", "request-id", "anthropic-ratelimit-requests-remaining");
            assertThat(house.only(door).toString()).doesNotContain(REAL_KEY, door.key());
        }
    }

    @Test
    void openai_gets_its_key_where_it_looks_for_it() throws Exception {
        try (var provider = new FakeProvider(FakeProvider.answering(200, JSON, bytes("{\"choices\":[]}")));
                House house = before(provider, "openai/gpt-x")) {
            house.post(house.door(), "/v1/chat/completions", "{\"model\":\"m\",\"messages\":[]}");
            assertThat(provider.requests.getFirst().head())
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains("authorization: Bearer " + REAL_KEY)
                    .doesNotContain("x-api-key");
        }
    }

    private static final String CHAT_STREAM = """
            data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"usage":null}

            data: {"id":"c","choices":[{"index":0,"delta":{"content":"hi"}}]}

            data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;
    private static final String CHAT_USAGE = """
            data: {"id":"c","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":9,"total_tokens":109,\
            "prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":30},\
            "completion_tokens_details":{"reasoning_tokens":4}}}

            """;
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void usage_that_the_client_did_not_ask_for_is_asked_for_and_withheld() throws Exception {
        String answer = CHAT_STREAM + CHAT_USAGE + DONE;
        for (int chunk : List.of(1, 7, 10_000)) {
            try (var provider = new FakeProvider(FakeProvider.streaming(bytes(answer), chunk));
                    House house = before(provider, "openai/gpt-x")) {
                Door door = house.door();

                // When
                var seen =
                        house.post(door, "/v1/chat/completions", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
                CallRecord record = house.only(door);

                // Then
                assertThat(provider.requests.getFirst().body())
                        .isEqualTo("{\"model\":\"gpt-x\",\"stream_options\":{\"include_usage\":true},\"stream\":true,"
                                + "\"messages\":[]}");
                assertThat(seen.body()).isEqualTo(CHAT_STREAM + DONE);
                assertThat(record.usage()).isEqualTo(new dev.steelyard.model.TokenUsage(10, 60, 30, 9, 4));
                assertThat(record.lossy()).containsExactly("usage_requested", "usage_withheld");
            }
        }
    }

    @Test
    void usage_that_the_client_asked_for_reaches_it() throws Exception {
        String answer = CHAT_STREAM + CHAT_USAGE + DONE;
        String request = "{\"stream_options\":{ \"include_usage\" :true},\"model\":\"gpt-x\",\"stream\":true}";
        try (var provider = new FakeProvider(FakeProvider.streaming(bytes(answer), 50));
                House house = before(provider, "openai/gpt-x")) {
            Door door = house.door();
            var seen = house.post(door, "/v1/chat/completions", request);
            assertThat(seen.body()).isEqualTo(answer);
            assertThat(provider.requests.getFirst().body()).isEqualTo(request);
            assertThat(house.only(door).lossy()).isEmpty();
        }
    }

    @Test
    void a_provider_that_is_busy_is_quoted_with_its_advice() throws Exception {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}";
        String headers = JSON + "retry-after: 7\r\nretry-after-ms: 6900\r\nx-should-retry: true\r\n";
        for (int status : List.of(429, 529, 503)) {
            try (var provider = new FakeProvider(FakeProvider.answering(status, headers, bytes(body)));
                    House house = before(provider, MODEL)) {
                Door door = house.door();

                // When
                var answer = house.post(door, "/v1/messages", House.messages(true, "go"));
                CallRecord record = house.only(door);

                // Then
                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.body()).isEqualTo(body);
                assertThat(answer.headers().firstValue("retry-after")).contains("7");
                assertThat(answer.headers().firstValue("retry-after-ms")).contains("6900");
                assertThat(answer.headers().firstValue("x-should-retry")).contains("true");
                assertThat(record.error()).isEqualTo(new CallError("provider", "rate_limit_error", "slow down"));
                assertThat(record.status()).isEqualTo(status);
                assertThat(record.attempts()).isEqualTo(1);
                assertThat(record.usage().total()).isZero();
                assertThat(provider.requests).hasSize(1);
            }
        }
    }

    @Test
    void an_error_that_is_not_json_is_named_by_its_status() throws Exception {
        try (var provider = new FakeProvider(FakeProvider.answering(502, "", bytes("<html>")));
                House house = before(provider, MODEL)) {
            Door door = house.door();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .body())
                    .isEqualTo("<html>");
            assertThat(house.only(door).error()).isEqualTo(new CallError("provider", "http_502", "HTTP status 502"));
        }
    }

    @Test
    void a_refused_key_is_never_repeated_to_the_agent() throws Exception {
        String body = "{\"error\":{\"message\":\"Incorrect API key provided: " + REAL_KEY + "\"}}";
        try (var provider = new FakeProvider(FakeProvider.answering(401, JSON, bytes(body)));
                House house = before(provider, "openai/gpt-x")) {
            Door door = house.door();
            var answer = house.post(door, "/v1/responses", "{\"model\":\"m\",\"input\":\"go\"}");
            CallRecord record = house.only(door);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain(REAL_KEY).contains("refuses the key");
            assertThat(record.toString()).doesNotContain(REAL_KEY);
            assertThat(record.error())
                    .extracting(CallError::origin, CallError::type)
                    .containsExactly("provider", "authentication_error");
        }
    }

    @Test
    void connections_are_kept_for_the_next_call() throws Exception {
        try (var provider = new FakeProvider(FakeProvider.answering(200, JSON, bytes(ANSWER)));
                House house = House.before(
                        MODEL,
                        provider.url(),
                        REAL_KEY,
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5)))) {
            Door door = house.door();
            for (int i = 0; i < 5; i++) {
                house.post(door, "/v1/messages", House.messages(false, "go"));
            }
            assertThat(provider.requests).hasSize(5);
            assertThat(provider.connections).hasSize(1);
        }
    }
}
