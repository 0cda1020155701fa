package dev.steelyard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.UpstreamRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedModelTest {
    private static final ModelRef ANTHROPIC = new ModelRef("anthropic/claude-x");

    @Test
    void a_model_of_a_provider_is_answered_by_it() {
        assertThat(SharedModel.live(ANTHROPIC, UpstreamRules.DEFAULT, Map.of("ANTHROPIC_API_KEY", "k")))
                .isInstanceOf(LiveUpstream.class);
    }

    @Test
    void a_missing_key_is_an_obstacle_of_the_lab() {
        assertThatThrownBy(() -> SharedModel.live(ANTHROPIC, UpstreamRules.DEFAULT, Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("set ANTHROPIC_API_KEY");
        assertThatThrownBy(() -> SharedModel.live(new ModelRef("acme/x"), UpstreamRules.DEFAULT, Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("'acme/x'");
    }
}
