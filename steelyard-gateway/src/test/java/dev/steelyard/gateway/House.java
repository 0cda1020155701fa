package dev.steelyard.gateway;

import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory;
import dev.steelyard.model.Trajectory.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A gateway with its records in a list, and a client.
final class House implements AutoCloseable {
    static final PriceSheet PRICES = new PriceSheet(
            new BigDecimal("1.25"), new BigDecimal("0.125"), new BigDecimal("1.25"), new BigDecimal("10"));
    private static final String MESSAGES_TOOLS = """
            "tools":[{"name":"Bash","input_schema":{"type":"object","properties":{"command":{"type":"string"}},\
            "required":["command"]}}]""";

    final List<CallRecord> records = new CopyOnWriteArrayList<>();
    final List<Breach> breaches = new CopyOnWriteArrayList<>();
    final Budget budget;
    final Ticker ticker = Ticker.startingNow();
    final Gateway gateway;
    private final ModelRef model;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    House(Simulation pace) {
        this(new SimulatedUpstream(pace), new ModelRef(ModelRef.SIMULATED));
    }

    House(Upstream upstream, ModelRef model) {
        this(upstream, model, Budget.unlimited());
    }

    House(Upstream upstream, ModelRef model, Budget budget) {
        this.model = model;
        this.budget = budget;
        gateway = Gateway.start(0, upstream, ticker, records::add);
    }

    /// In front of a provider at this address.
    static House before(String model, String baseUrl, String key, Patience patience) {
        var ref = new ModelRef(model);
        Map<String, String> environment = Map.of(
                "ANTHROPIC_BASE_URL", baseUrl,
                "ANTHROPIC_API_KEY", key,
                "OPENAI_BASE_URL", baseUrl + "/v1",
                "OPENAI_API_KEY", key,
                "STEELYARD_UPSTREAM_URL", baseUrl + "/v1",
                "STEELYARD_UPSTREAM_KEY", key);
        return new House(new LiveUpstream(LiveSettings.of(ref, environment), patience, RetryPolicy.NEVER), ref);
    }

    /// In front of whatever provider an environment leads to.
    static House before(String model, Map<String, String> environment, RetryPolicy retries, HostedToolRule hosted) {
        return before(model, environment, retries, hosted, Budget.unlimited());
    }

    static House before(
            String model, Map<String, String> environment, RetryPolicy retries, HostedToolRule hosted, Budget budget) {
        var ref = new ModelRef(model);
        var settings = LiveSettings.of(ref, environment);
        return new House(new LiveUpstream(settings, Patience.DEFAULT, retries, hosted), ref, budget);
    }

    /// A door whose cell finds nothing in the provider's cache but its own.
    Door isolatedDoor() {
        return open("base", Limits.DEFAULT, null, List.of(), CachePolicy.ISOLATED);
    }

    Door door(Step... steps) {
        return door("base", Limits.DEFAULT, null, steps);
    }

    Door door(String condition, Limits limits, @Nullable BodySink bodies, Step... steps) {
        return door(condition, limits, bodies, List.of(), steps);
    }

    Door door(
            String condition, Limits limits, @Nullable BodySink bodies, List<Fingerprint> fingerprints, Step... steps) {
        CachePolicy cache = model.simulated() ? CachePolicy.ISOLATED : CachePolicy.AS_SENT;
        return open(condition, limits, bodies, fingerprints, cache, steps);
    }

    private Door open(
            String condition,
            Limits limits,
            @Nullable BodySink bodies,
            List<Fingerprint> fingerprints,
            CachePolicy cache,
            Step... steps) {
        var script = new Script(new Trajectory(List.of(steps)), "/workspace", 1, "play|" + condition);
        return gateway.open(new DoorSpec(
                CellId.of("agent", condition, "task", 1),
                1,
                limits,
                PRICES,
                budget,
                model,
                cache,
                script,
                bodies,
                fingerprints,
                model.simulated(),
                breaches::add));
    }

    /// An Anthropic request that offers a shell.
    static String messages(boolean stream, String prompt) {
        return "{\"model\":\"any-name\",\"max_tokens\":100,\"stream\":" + stream + "," + MESSAGES_TOOLS
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    HttpResponse<String> post(Door door, String path, String body) throws IOException, InterruptedException {
        return post(door.baseUrl() + path, "x-api-key", door.key(), body);
    }

    HttpResponse<String> post(String url, String header, String value, String body)
            throws IOException, InterruptedException {
        return send(request(url)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /// The one record of a door, once the door is closed.
    CallRecord only(Door door) {
        door.close();
        if (records.size() != 1) {
            throw new AssertionError("one record expected, got " + records);
        }
        return records.getFirst();
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
    }
}
