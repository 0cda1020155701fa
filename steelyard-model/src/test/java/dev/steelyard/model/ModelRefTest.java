package dev.steelyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelRefTest {
    @Test
    void a_recording_goes_by_the_name_of_what_was_recorded() {
        var live = new ModelRef("openai-compatible/org/some-model");
        var replayed = ModelRef.recording("zero", live);

        assertThat(replayed.value()).isEqualTo("recording:zero/openai-compatible/org/some-model");
        assertThat(replayed.servedName()).isEqualTo(live.servedName()).isEqualTo("org/some-model");
        assertThat(replayed.simulated()).isFalse();
        assertThat(replayed.replayed()).isTrue();
        assertThat(live.replayed()).isFalse();
    }

    @Test
    void what_was_simulated_stays_simulated() {
        assertThat(ModelRef.recording("zero", new ModelRef(ModelRef.SIMULATED)).simulated())
                .isTrue();
    }

    @Test
    void only_the_recorded_pace_is_a_models() {
        var live = new ModelRef("anthropic/claude");

        assertThat(live.paced()).isTrue();
        assertThat(ModelRef.recording(ModelRef.AS_RECORDED, live).paced()).isTrue();
        assertThat(ModelRef.recording("zero", live).paced()).isFalse();
        assertThat(ModelRef.recording("x2", live).paced()).isFalse();
    }

    @Test
    void a_recording_of_a_replay_is_one_of_the_model_behind_it() {
        var once = ModelRef.recording("zero", new ModelRef("anthropic/claude"));

        assertThat(ModelRef.recording("x2", once).value()).isEqualTo("recording:x2/anthropic/claude");
    }
}
