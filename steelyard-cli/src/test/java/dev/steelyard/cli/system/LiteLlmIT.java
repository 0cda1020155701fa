package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.journal.Json;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real LiteLLM between clients and the simulated model: what its log says, read by `steelyard import litellm`, is
/// what the gateway behind it served, to the token and for each key.
class LiteLlmIT {
    private static final String ONE = "client.baseline.hello.1";
    private static final String TWO = "client.treated.hello.1";
    private static final String AGENT = "opencode.baseline.hello.1";
    private static final String FRONT = "client.front.hello.1";
    private static final String RUN = "opencode.run.hello.1";
    private static final String BEHIND = "client.behind.hello.1";
    private static final Map<String, String> KEYS =
            Map.of("sk-one", ONE, "sk-two", TWO, "sk-agent", AGENT, "sk-front", FRONT, "sk-run", RUN);
    private static final int ROUNDS = 6;

    /// Who a client says it is counts for nothing.
    private static final String FORGED = """
            "user":"client.forged.hello.1","metadata":{"user_api_key_alias":"client.forged.hello.1",\
            "user_api_key_hash":"client.forged.hello.1"}""";

    private static ModelHouse house = ModelHouse.simulated();
    private static LiteLlm liteLlm;

    @TempDir
    private Path temp;

    /// The shipped configuration, with two models beside the shared one, so that each key can have a door of its own.
    @BeforeAll
    static void aLiteLlmIsStartedOnce(@TempDir Path shared) throws Exception {
        Door one = house.door(ONE);
        Door two = house.door(TWO);
        String config = LiteLlm.shippedConfig(
                ModelHouse.deployment(house.door(AGENT)),
                "  - model_name: one\n    litellm_params:\n" + ModelHouse.deployment(one),
                "  - model_name: two\n    litellm_params:\n" + ModelHouse.deployment(two),
                "  - model_name: front\n    litellm_params:\n" + ModelHouse.deployment(house.door(BEHIND)),
                "  - model_name: run\n    litellm_params:\n" + ModelHouse.deployment(house.door(RUN)));
        liteLlm = LiteLlm.start(shared.resolve("litellm"), config, KEYS);
    }

    @AfterAll
    static void nothingIsLeft() {
        liteLlm.close();
        house.close();
    }

    private static HttpResponse<String> post(String url, String key, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String chat(String model, boolean stream, String text) {
        return """
                {"model":"%s","stream":%s,%s,"messages":[{"role":"user","content":"%s"}],"tools":[{"type":"function",\
                "function":{"name":"bash","parameters":{"type":"object","properties":{"command":{"type":"string"}},\
                "required":["command"]}}}]}""".formatted(model, stream, FORGED, text);
    }

    private static String messages(String model, boolean stream, String text) {
        return """
                {"model":"%s","stream":%s,%s,"max_tokens":500,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, stream, FORGED, text);
    }

    private static String responses(String model, boolean stream, String text) {
        return "{\"model\":\"%s\",\"stream\":%s,%s,\"input\":\"%s\"}".formatted(model, stream, FORGED, text);
    }

    private static List<Callable<HttpResponse<String>>> calls(String key, String model, int round) {
        String text = (key + " says hello, ").repeat(1 + round * 7);
        String url = liteLlm.url();
        return List.of(
                () -> post(url, key, "/v1/chat/completions", chat(model, true, text)),
                () -> post(url, key, "/v1/chat/completions", chat(model, false, text)),
                () -> post(url, key, "/v1/messages", messages(model, true, text)),
                () -> post(url, key, "/v1/messages", messages(model, false, text)),
                () -> post(url, key, "/v1/responses", responses(model, true, text)),
                () -> post(url, key, "/v1/responses", responses(model, false, text)));
    }

    private List<CallRecord> imported(Path log, String... options) throws Exception {
        Path out = temp.resolve("imported.jsonl");
        var line = new ArrayList<>(List.of("import", "litellm", log.toString(), "--out", out.toString()));
        line.addAll(List.of(options));
        new Launcher(temp).run(line.toArray(String[]::new)).isFine();
        var calls = new ArrayList<CallRecord>();
        for (String text : Files.readAllLines(out)) {
            calls.add(Json.LINES.readValue(text, CallRecord.class));
        }
        return calls;
    }

    private static List<TokenUsage> of(String cell, List<CallRecord> calls) {
        return calls.stream()
                .filter(call -> call.cellId().value().equals(cell))
                .map(CallRecord::usage)
                .toList();
    }

    private static void assertSame(List<TokenUsage> imported, List<TokenUsage> served) {
        var order = Comparator.comparingLong(TokenUsage::totalInput).thenComparing(TokenUsage::toString);
        assertThat(imported.stream().sorted(order))
                .containsExactlyElementsOf(served.stream().sorted(order).toList());
    }

    private static int logged(String cell) throws IOException {
        return Files.exists(liteLlm.log())
                ? (int) Files.readString(liteLlm.log())
                        .lines()
                        .filter(line -> line.contains(cell))
                        .count()
                : 0;
    }

    private static void awaitLogged(String cell, int calls) throws InterruptedException {
        Runs.await(() -> {
            try {
                return logged(cell) >= calls;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void what_is_imported_is_what_the_gateway_behind_served_for_each_key() throws Exception {
        // Given two keys that call at the same time, on every route, streaming and not
        var calls = new ArrayList<Callable<HttpResponse<String>>>();
        for (int round = 0; round < ROUNDS; round++) {
            calls.addAll(calls("sk-one", "one", round));
            calls.addAll(calls("sk-two", "two", round));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        }
        awaitLogged(ONE, ROUNDS * 6);
        awaitLogged(TWO, ROUNDS * 6);

        // When
        List<CallRecord> imported = imported(liteLlm.log());

        // Then
        for (String cell : List.of(ONE, TWO)) {
            assertThat(house.served(cell)).hasSize(ROUNDS * 6);
            assertSame(of(cell, imported), house.served(cell));
        }
        assertThat(of("client.forged.hello.1", imported)).isEmpty();
    }

    @Test
    void a_real_agent_that_talks_to_litellm_is_accounted_for_to_the_token() throws Exception {
        // Given
        Path workspace = Files.createDirectories(temp.resolve("workspace"));
        Files.writeString(workspace.resolve("AGENTS.md"), "Write hello to out.txt.\n");

        // When
        var agent = RealAgent.openCode(workspace, liteLlm.url() + "/v1", "sk-agent");
        String printed = agent.run("Do it.");
        awaitLogged(AGENT, house.served(AGENT).size());

        // Then
        assertThat(workspace.resolve("out.txt")).as(printed).hasContent("hello");
        assertThat(house.served(AGENT)).hasSizeGreaterThanOrEqualTo(3);
        assertSame(of(AGENT, imported(liteLlm.log())), house.served(AGENT));
    }

    @Test
    void through_our_gateway_and_then_litellm_all_three_count_alike() throws Exception {
        // Given a gateway of ours whose live model is LiteLLM
        var model = new ModelRef("openai-compatible/front");
        var settings = LiveSettings.of(
                model, Map.of("STEELYARD_UPSTREAM_URL", liteLlm.url() + "/v1", "STEELYARD_UPSTREAM_KEY", "sk-front"));
        try (var front = new ModelHouse(new LiveUpstream(settings, Patience.DEFAULT, RetryPolicy.NEVER), model)) {
            Door door = front.door(FRONT);

            // When
            for (boolean stream : new boolean[] {true, false}) {
                String body = chat("what-the-agent-asks-for", stream, "Through both, stream " + stream);
                assertThat(post(door.baseUrl(), door.key(), "/v1/chat/completions", body)
                                .statusCode())
                        .isEqualTo(200);
                String input = responses("another-name", stream, "Through both, stream " + stream);
                assertThat(post(door.baseUrl(), door.key(), "/v1/responses", input)
                                .statusCode())
                        .isEqualTo(200);
            }
            door.close();
            awaitLogged(FRONT, 4);

            // Then
            List<TokenUsage> logged = of(FRONT, imported(liteLlm.log()));
            assertThat(logged).hasSize(4);
            assertSame(logged, front.served(FRONT));
            assertSame(logged, house.served(BEHIND));
        }
    }

    @Test
    void a_run_of_a_real_agent_with_litellm_behind_is_found_again_in_the_log_by_time() throws Exception {
        // Given
        Path experiment = new SmallExperiment()
                .with("runners", "[opencode]")
                .with("model", "openai-compatible/run")
                .writeTo(temp);
        var steelyard = new Launcher(temp);
        Map<String, String> environment =
                Map.of("STEELYARD_UPSTREAM_URL", liteLlm.url() + "/v1", "STEELYARD_UPSTREAM_KEY", "sk-run");

        // When
        steelyard.run(environment, "run", experiment.toString(), "--jobs", "1").isFine();
        List<CallRecord> metered = Runs.pooled(steelyard.onlyRun()).calls();
        awaitLogged(RUN, metered.size());

        // Then
        List<CallRecord> imported =
                imported(liteLlm.log(), "--windows", steelyard.onlyRun().toString());
        assertThat(metered).hasSizeGreaterThanOrEqualTo(6).allMatch(CallRecord::answered);
        for (String cell : List.of("opencode.baseline.hello.1", "opencode.treated.hello.1")) {
            assertSame(of(cell, imported), of(cell, metered));
        }
    }

    @Test
    void keys_that_are_nobodys_are_refused_and_no_key_is_in_the_log() throws Exception {
        HttpResponse<String> answer =
                post(liteLlm.url(), "sk-stranger", "/v1/chat/completions", chat("any", false, "Hello"));

        assertThat(answer.statusCode()).isEqualTo(401);
        Runs.await(() -> Runs.lines(liteLlm.log()) > 0);
        assertThat(Files.readString(liteLlm.log())).doesNotContain("sk-");
    }
}
