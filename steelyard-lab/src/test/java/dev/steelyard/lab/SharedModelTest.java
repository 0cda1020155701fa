package dev.steelyard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.lab.runner.RunnerDefinition;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.RunnerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedModelTest {
    private static final ModelRef ANTHROPIC = new ModelRef("anthropic/claude-x");
    private static final Map<String, String> KEY = Map.of("ANTHROPIC_API_KEY", "k");

    private static RunnerDefinition runner(String name, String dialect) {
        var spec = new RunnerSpec(
                name,
                name,
                new RunnerSpec.Install.BuiltIn(),
                dialect,
                "m",
                null,
                Map.of(),
                Map.of(),
                List.of(),
                RunnerSpec.Prompt.STDIN,
                null,
                List.of(),
                null,
                null);
        return new RunnerDefinition(spec, Optional.empty());
    }

    @Test
    void agents_that_speak_the_providers_dialect_are_answered_by_it() {
        assertThat(SharedModel.live(ANTHROPIC, List.of(runner("claude-code", "anthropic-messages")), KEY))
                .isInstanceOf(LiveUpstream.class);
    }

    @Test
    void agents_that_do_not_are_all_named_before_anything_is_spent() {
        var runners = List.of(
                runner("opencode", "openai-chat"),
                runner("claude-code", "anthropic-messages"),
                runner("agy", "gemini"));
        assertThatThrownBy(() -> SharedModel.live(ANTHROPIC, runners, KEY))
                .isInstanceOf(LabException.class)
                .hasMessage("opencode speaks openai-chat, agy speaks gemini; the model anthropic/claude-x needs the"
                        + " translation lane, which this release does not have");
    }

    @Test
    void a_missing_key_is_an_obstacle_of_the_lab() {
        assertThatThrownBy(() -> SharedModel.live(ANTHROPIC, List.of(), Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("set ANTHROPIC_API_KEY");
        assertThatThrownBy(() -> SharedModel.live(new ModelRef("acme/x"), List.of(), Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("'acme/x'");
    }
}
