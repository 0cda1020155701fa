package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        var terminal = new Terminal(stream(out), stream(err), Map.of(), false);
        return new CommandLineRunner(terminal).run(args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_model_is_shown_with_its_tiers_and_its_source() {
        assertThat(run("prices", "anthropic/claude-haiku-5-5", "--at", "2026-11-23"))
                .isZero();
        assertThat(printed())
                .containsPattern("claude-haiku-5-5 +0\\.10 +0\\.01 +0\\.125 +0\\.20 +0\\.50 +2026-10-07")
                .containsPattern("above 100,000 in +0\\.50")
                .contains("https://", "compared with its sources on 2026-11-23");
    }

    @Test
    void all_models_are_shown_for_people_and_for_programs() {
        assertThat(run("prices", "--at", "2026-11-23")).isZero();
        assertThat(printed().lines()).hasSizeGreaterThan(80);
        out.reset();
        assertThat(run("prices", "--at", "2026-11-23", "--json")).isZero();
        assertThat(printed()).startsWith("{\"digest\":\"").contains("\"effective_from\":\"2026-10-07\"");
    }

    @Test
    void a_model_without_a_price_is_said_to_have_none() {
        assertThat(run("prices", "openai/gpt-unheard-of", "--at", "2026-11-23")).isEqualTo(ExitCode.FAILED);
        assertThat(printed()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("has no price of openai/gpt-unheard-of");
    }
}
