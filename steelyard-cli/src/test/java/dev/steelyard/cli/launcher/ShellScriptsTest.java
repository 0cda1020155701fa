package dev.steelyard.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The scripts have no compiler but this one.
class ShellScriptsTest {
    @Test
    void shellcheck_finds_nothing() throws Exception {
        var scripts = "shellcheck -x steelyard check .ci/run etc/*.sh etc/bench-gateway";
        var process = new ProcessBuilder(List.of("sh", "-c", scripts))
                .directory(Machine.CHECKOUT.toFile())
                .redirectErrorStream(true)
                .start();

        var findings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(findings).as(scripts).isEmpty();
        assertThat(process.waitFor()).isZero();
    }
}
