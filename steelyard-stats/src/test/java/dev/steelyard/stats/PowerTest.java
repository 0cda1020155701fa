package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.stats.Power.Noise;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PowerTest {
    /// R's roots come from uniroot, which stops at the fourth root of the machine's precision; ours do not.
    private static final Percentage ROOT = Percentage.withPercentage(0.005);

    static Stream<Oracle.Case> paired() {
        return Oracle.cases("power.json", "power_paired/");
    }

    static Stream<Oracle.Case> sizes() {
        return Oracle.cases("power.json", "sample_size/");
    }

    static Stream<Oracle.Case> hierarchical() {
        return Oracle.cases("power.json", "hier_mde/");
    }

    @ParameterizedTest
    @MethodSource("paired")
    void power_and_detectable_effect_agree_with_R(Oracle.Case oracle) {
        int units = oracle.input("n_tasks").asInt();
        double error = oracle.input("sd_task_log_ratio").asDouble() / Math.sqrt(units);
        assertThat(Power.of(oracle.input("delta_log").asDouble(), error, units - 1.0))
                .isCloseTo(oracle.expected("power").asDouble(), oracle.near("power"));
        assertThat(Power.detectable(error, units - 1.0))
                .isCloseTo(oracle.expected("mde_log").asDouble(), ROOT);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_units_needed_agree_with_R(Oracle.Case oracle) {
        assertThat(Power.unitsFor(
                        oracle.input("delta_log").asDouble(),
                        oracle.input("sd_task_log_ratio").asDouble()))
                .isEqualTo(oracle.expected("n_tasks").asInt());
    }

    @ParameterizedTest
    @MethodSource("hierarchical")
    void the_smallest_detectable_saving_agrees_with_R(Oracle.Case oracle) {
        var noise = new Noise(
                oracle.input("tau").asDouble(), oracle.input("sigma_within").asDouble());
        int units = oracle.input("tasks").asInt();
        int repetitions = oracle.input("reps").asInt();
        assertThat(noise.standardError(units, repetitions))
                .isCloseTo(oracle.expected("se_log").asDouble(), oracle.near("se_log"));
        assertThat(100 * Power.smallestSaving(noise, units, repetitions))
                .isCloseTo(oracle.expected("smallest_detectable_saving_pct").asDouble(), ROOT);
    }

    @ParameterizedTest
    @CsvSource({"6,1,48,65", "10,3,25,36", "20,3,17,26", "30,5,12,18", "30,10,10,15"})
    void the_assumed_noise_gives_the_published_table(int units, int repetitions, int latency, int tokens) {
        assertThat(Math.round(100 * Power.smallestSaving(Noise.LATENCY, units, repetitions)))
                .isEqualTo(latency);
        assertThat(Math.round(100 * Power.smallestSaving(Noise.TOKENS, units, repetitions)))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({"0.05,5", "0.1,11", "0.3,2", "2,7"})
    void the_detectable_effect_is_seen_four_times_in_five(double error, double df) {
        assertThat(Power.of(Power.detectable(error, df), error, df)).isCloseTo(0.80, Offset.offset(1e-9));
    }

    @Test
    void no_effect_is_found_as_often_as_the_level_says() {
        assertThat(Power.of(0, 0.1, 9)).isCloseTo(0.05, Offset.offset(1e-12));
    }

    @Test
    void one_unit_can_test_nothing() {
        assertThatThrownBy(() -> Power.smallestSaving(Noise.TOKENS, 1, 5)).hasMessageContaining("two units");
    }
}
