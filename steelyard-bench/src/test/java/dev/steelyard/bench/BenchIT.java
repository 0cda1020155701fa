package dev.steelyard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command of CONTRIBUTING.md, at its shortest. That it runs is asserted, never how fast.
class BenchIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final int LIMIT_MINUTES = 10;

    @TempDir
    private Path temp;

    @Test
    void the_quick_bench_measures_every_scenario_on_nginx_and_steelyard_without_a_failed_request() throws Exception {
        // Given
        Path json = temp.resolve("bench.json");
        Path said = temp.resolve("said");
        var command = List.of(CHECKOUT.resolve("etc/bench-gateway").toString(), "--quick", "--json", json.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // The classes that this build has just made.
        builder.environment().put("STEELYARD_NO_BUILD", "1");

        // When
        Process bench = builder.start();
        assertThat(bench.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();

        // Then
        assertThat(bench.exitValue()).as(Files.readString(said)).isZero();
        JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
        for (Scenario scenario : Scenario.values()) {
            for (String rival : List.of("direct", "nginx", "steelyard")) {
                JsonNode load = load(result, scenario, rival);
                assertThat(load.path("requests").asLong())
                        .as(scenario + " " + rival)
                        .isPositive();
                assertThat(load.path("errors").asLong()).as(load.toString()).isZero();
            }
        }
        assertThat(Files.readString(said)).contains("throughput, 1 KB bodies, over nginx's", "resident memory");
    }

    private static JsonNode load(JsonNode result, Scenario scenario, String rival) {
        for (JsonNode one : result.path("measurements")) {
            if (one.path("scenario").asString().equals(scenario.id())
                    && one.path("rival").asString().equals(rival)) {
                return one.path("load");
            }
        }
        return JsonMapper.shared().missingNode();
    }
}
