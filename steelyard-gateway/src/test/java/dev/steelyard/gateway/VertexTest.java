package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.HostedToolRule;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Models on Google Cloud, by Application Default Credentials whose authorization server is a fake.
class VertexTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String PLACE = "/v1/projects/own-project/locations/europe-west1/publishers/";
    private static final String VERSION = "\"anthropic_version\":\"vertex-2023-10-16\"";
    private static final String CLAUDES_ANSWER = "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"Hi.\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
    private static final String GEMINIS_ANSWER = "{\"candidates\":[{\"content\":{\"role\":\"model\","
            + "\"parts\":[{\"text\":\"Hi.\"}]},\"finishReason\":\"STOP\"}],"
            + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"totalTokenCount\":5}}";

    @TempDir
    Path folder;

    /// What became of some calls through one gateway.
    private record Seen(
            List<FakeProvider.Request> sent,
            List<FakeProvider.Request> exchanged,
            List<HttpResponse<String>> answers,
            List<CallRecord> records) {
        FakeProvider.Request only() {
            assertThat(sent).hasSize(1);
            return sent.getFirst();
        }
    }

    @FunctionalInterface
    private interface Visit {
        void to(House house, Door door, List<HttpResponse<String>> answers) throws Exception;
    }

    private Seen seen(String model, FakeProvider.Reply grant, Map<String, String> more, Visit visit) throws Exception {
        String answer = model.contains("claude") ? CLAUDES_ANSWER : GEMINIS_ANSWER;
        var reply = FakeProvider.answering(200, JSON, answer.getBytes(StandardCharsets.UTF_8));
        try (var oauth = new FakeProvider(grant);
                var vertex = new FakeProvider(reply)) {
            Path file = GoogleAccounts.serviceAccount(folder, oauth.url() + "/token");
            Map<String, String> environment = GoogleAccounts.environment(file, vertex.url());
            environment.putAll(more);
            try (House house = House.before(model, environment, RetryPolicy.NEVER, HostedToolRule.DENY)) {
                Door door = house.door();
                List<HttpResponse<String>> answers = new ArrayList<>();
                visit.to(house, door, answers);
                door.close();
                return new Seen(
                        List.copyOf(vertex.requests), List.copyOf(oauth.requests), answers, List.copyOf(house.records));
            }
        }
    }

    private Seen posted(String model, String path, String body) throws Exception {
        return seen(
                model,
                GoogleAccounts.granting(3600),
                Map.of(),
                (house, door, answers) -> answers.add(house.post(door, path, body)));
    }

    @ParameterizedTest
    @CsvSource({
        "x:generateContent, m:generateContent",
        "x%3AgenerateContent, m:generateContent",
        "x:streamGenerateContent?alt=sse, m:streamGenerateContent?alt=sse",
        "x:streamGenerateContent, m:streamGenerateContent",
        "x:countTokens, m:countTokens",
    })
    void gemini_is_reached_where_the_project_has_it(String asked, String path) throws Exception {
        String body = "{ \"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go\"}]}]}";
        FakeProvider.Request sent =
                posted("vertex/m", "/v1beta/models/" + asked, body).only();
        assertThat(sent.head())
                .startsWith("POST " + PLACE + "google/models/" + path + " HTTP/1.1\r\n")
                .containsIgnoringCase("authorization: Bearer " + GoogleAccounts.ACCESS_TOKEN + "\r\n")
                .doesNotContain("x-goog-api-key");
        assertThat(sent.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"false, rawPredict", "true, streamRawPredict"})
    void claude_is_asked_by_the_address_and_told_a_version_in_the_body(boolean stream, String method) throws Exception {
        String body = "{\"max_tokens\":9, \"model\" : \"opus\",\"messages\":[],\"stream\":" + stream + "}";
        FakeProvider.Request sent = posted("vertex/claude-x@20251001", "/v1/messages?beta=true", body)
                .only();
        assertThat(sent.head())
                .startsWith("POST " + PLACE + "anthropic/models/claude-x@20251001:" + method + " HTTP/1.1\r\n");
        assertThat(sent.body()).isEqualTo(body.replace("\"model\" : \"opus\"", VERSION));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-x, claude-x",
        "claude-x@default, claude-x",
        "claude-x@latest, claude-x",
        "claude-x@20251001, claude-x@20251001",
    })
    void claudes_tokens_are_counted_under_the_models_real_name(String model, String named) throws Exception {
        String body = "{\"model\":\"opus\",\"messages\":[],\"context_management\":{}}";
        FakeProvider.Request sent =
                posted("vertex/" + model, "/v1/messages/count_tokens", body).only();
        assertThat(sent.head()).startsWith("POST " + PLACE + "anthropic/models/count-tokens:rawPredict HTTP/1.1\r\n");
        assertThat(sent.body()).isEqualTo("{\"model\":\"" + named + "\",\"messages\":[]}");
    }

    @Test
    void where_google_chooses_the_place_claudes_tokens_are_estimated() throws Exception {
        String body = "{\"model\":\"opus\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello to them.\"}]}";
        Seen seen = seen(
                "vertex/claude-x",
                GoogleAccounts.granting(3600),
                Map.of("GOOGLE_CLOUD_LOCATION", "global"),
                (house, door, answers) -> answers.add(house.post(door, "/v1/messages/count_tokens", body)));
        assertThat(seen.sent()).isEmpty();
        assertThat(seen.answers().getFirst().body()).startsWith("{\"input_tokens\":");
        assertThat(seen.records().getFirst().usageSource()).isEqualTo("estimated");
    }

    @Test
    void betas_and_fields_that_it_refuses_stay_behind_and_are_recorded() throws Exception {
        String body = "{\"context_management\":{\"edits\":[]},\"model\":\"opus\",\"speed\":\"fast\",\"max_tokens\":9,"
                + "\"messages\":[],\"service_tier\":\"auto\"}";
        Seen seen = seen(
                "vertex/claude-x",
                GoogleAccounts.granting(3600),
                Map.of(),
                (house, door, _) -> house.send(house.request(door.baseUrl() + "/v1/messages")
                        .header("x-api-key", door.key())
                        .header("anthropic-version", "2023-06-01")
                        .header("anthropic-beta", "context-1m-2025-08-07, prompt-caching-scope-2026-01-05")
                        .header("anthropic-beta", "interleaved-thinking-2025-05-14,Odd Beta!")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build()));
        assertThat(seen.only().head())
                .contains("anthropic-beta: context-1m-2025-08-07,interleaved-thinking-2025-05-14\r\n")
                .doesNotContain("anthropic-version")
                .doesNotContain("prompt-caching-scope");
        assertThat(seen.only().body()).isEqualTo("{" + VERSION + ",\"max_tokens\":9,\"messages\":[]}");
        assertThat(seen.records().getFirst().lossy())
                .containsExactly(
                        "field:context_management",
                        "field:speed",
                        "field:service_tier",
                        "beta_dropped:prompt-caching-scope-2026-01-05",
                        "beta_dropped:odd_beta_");
    }

    @Test
    void from_gemini_to_claude_is_one_line_for_the_same_agent() throws Exception {
        Visit agent =
                (house, door, answers) -> answers.add(house.post(door, "/v1/messages", House.messages(false, "go")));
        Seen gemini = seen("vertex/gemini-2.5-flash", GoogleAccounts.granting(3600), Map.of(), agent);
        Seen claude = seen("vertex/claude-sonnet-4-5", GoogleAccounts.granting(3600), Map.of(), agent);

        assertThat(gemini.only().head())
                .startsWith("POST " + PLACE + "google/models/gemini-2.5-flash:generateContent ");
        assertThat(claude.only().head()).startsWith("POST " + PLACE + "anthropic/models/claude-sonnet-4-5:rawPredict ");
        for (Seen either : List.of(gemini, claude)) {
            assertThat(either.answers().getFirst().body())
                    .contains("\"text\":\"Hi.\"")
                    .contains("\"end_turn\"");
            assertThat(either.records().getFirst().usage().total()).isEqualTo(5);
        }
        assertThat(gemini.records().getFirst().lane()).isEqualTo("translated");
        assertThat(claude.records().getFirst().lane()).isEqualTo("native");
    }

    @Test
    void an_agent_of_another_dialect_is_told_by_claude_in_its_own() throws Exception {
        String body = "{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";
        Seen seen = posted("vertex/claude-x", "/v1/chat/completions", body);
        assertThat(seen.only().body()).startsWith("{" + VERSION).doesNotContain("\"model\"");
        assertThat(seen.only().head()).contains(":rawPredict ").doesNotContain("anthropic-version");
        assertThat(seen.answers().getFirst().body()).contains("\"content\":\"Hi.\"");
    }

    @ParameterizedTest
    @CsvSource({"3600, 1", "1, 3"})
    void a_token_is_kept_as_long_as_it_is_valid(long seconds, int exchanges) throws Exception {
        Seen seen = seen("vertex/claude-x", GoogleAccounts.granting(seconds), Map.of(), (house, door, _) -> {
            for (int i = 0; i < 3; i++) {
                house.post(door, "/v1/messages", House.messages(false, "go"));
            }
        });
        assertThat(seen.exchanged()).hasSize(exchanges);
        assertThat(seen.sent()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void an_account_that_is_refused_is_told_without_its_secret(int status) throws Exception {
        FakeProvider.Reply refusing = (socket, out) -> FakeProvider.answering(
                        status,
                        JSON,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"assertion eyJhbGci\"}"
                                .getBytes(StandardCharsets.UTF_8))
                .to(socket, out);
        Seen seen = seen(
                "vertex/claude-x",
                refusing,
                Map.of(),
                (house, door, answers) -> answers.add(house.post(door, "/v1/messages", House.messages(true, "go"))));
        CallRecord record = seen.records().getFirst();
        assertThat(seen.sent()).isEmpty();
        assertThat(java.util.Objects.requireNonNull(record.error()).origin()).isEqualTo("provider");
        assertThat(java.util.Objects.requireNonNull(record.error()).type()).isEqualTo("authentication_error");
        assertThat(java.util.Objects.requireNonNull(record.error()).message())
                .isEqualTo(
                        "Google does not let this account in: its authorization server answers HTTP status " + status);
        assertThat(seen.answers().getFirst().statusCode()).isEqualTo(500);
        assertThat(record + seen.answers().getFirst().body()).doesNotContain("eyJhbGci", "PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertex/claude-x", "vertex/gemini-x"})
    void warming_up_asks_google_nothing(String model) throws Exception {
        Seen seen = seen(
                model,
                GoogleAccounts.granting(3600),
                Map.of(),
                (house, _, _) -> assertThat(house.gateway.warmUp()).isPositive());
        assertThat(seen.sent()).isEmpty();
        assertThat(seen.exchanged()).isEmpty();
        assertThat(seen.records()).isEmpty();
    }

    @Test
    void nothing_of_an_account_is_left_in_records() throws Exception {
        Seen seen = posted("vertex/claude-x", "/v1/messages", House.messages(false, "go"));
        assertThat(seen.exchanged().getFirst().body()).contains("assertion=");
        assertThat(seen.records().toString() + seen.answers().getFirst().body())
                .doesNotContain("ya29", "svc@own-project", "assertion");
    }
}
