package dev.steelyard.lab.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.SimulatedUpstream;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.Simulation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellProxyTest {
    @TempDir
    private Path home = Path.of("");

    private interface Trial {
        void with(CellProxy proxy, Door door) throws Exception;
    }

    private static void trial(@Nullable OtherHosts intercept, Trial trial) throws Exception {
        var upstream = new SimulatedUpstream(Simulation.INSTANT);
        try (var gateway = Gateway.start(0, upstream, Ticker.startingNow(), _ -> {});
                Door door = gateway.open(door())) {
            trial.with(CellProxy.of(runner(intercept), gateway, door), door);
        }
    }

    private static DoorSpec door() {
        return new DoorSpec(
                CellId.of("agent", "base", "task", 1),
                1,
                Limits.DEFAULT,
                null,
                Budget.unlimited(),
                new ModelRef(ModelRef.SIMULATED),
                CachePolicy.ISOLATED,
                null,
                null,
                List.of(),
                false,
                _ -> {});
    }

    private static RunnerSpec runner(@Nullable OtherHosts intercept) {
        return new RunnerSpec(
                "agent",
                "Agent",
                new RunnerSpec.Install.BuiltIn(),
                "gemini",
                "m",
                intercept,
                Map.of(),
                Map.of(),
                List.of(),
                RunnerSpec.Prompt.STDIN,
                null,
                List.of(),
                null,
                null);
    }

    private static List<Certificate> certificates(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    @Test
    void an_intercepted_cell_finds_its_proxy_and_whom_to_trust() throws Exception {
        trial(OtherHosts.REFUSE, (proxy, door) -> {
            // When
            Map<String, String> placeholders = proxy.furnish(home);

            // Then
            assertThat(placeholders.get("proxy")).matches("http://.*:" + door.key() + "@127\\.0\\.0\\.1:\\d+");
            Certificate authority =
                    certificates(Path.of(placeholders.get("ca"))).getFirst();
            assertThat(certificates(Path.of(placeholders.get("ca_bundle"))))
                    .hasSizeGreaterThan(50)
                    .endsWith(authority);
            assertThat(home).isDirectoryNotContaining(file -> !file.toString().endsWith(".pem"));
        });
    }

    @Test
    void what_it_asked_for_is_kept_beside_it() throws Exception {
        trial(OtherHosts.REFUSE, (proxy, _) -> {
            proxy.keep(home);
            assertThat(home.resolve("hosts.json")).hasContent("{}");
        });
    }

    @Test
    void a_cell_that_is_not_intercepted_is_left_alone() throws Exception {
        trial(null, (proxy, _) -> {
            assertThat(proxy.furnish(home)).isEmpty();
            proxy.keep(home);
            assertThat(home).isEmptyDirectory();
        });
    }
}
