package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {

    static Stream<Oracle.Case> enumerated() {
        return Oracle.cases("bootstrap_exact.json", "exact_boot/mean");
    }

    static Stream<Oracle.Case> simulated() {
        return Oracle.cases("bootstrap_mc.json", "boot_m");
    }

    @ParameterizedTest
    @MethodSource("enumerated")
    void limits_are_atoms_that_full_enumeration_accepts(Oracle.Case oracle) {
        var estimate = Bootstrap.of(BootstrapTest::stream)
                .percentile(
                        Sample.of(oracle.inputs("x")), drawn -> Sample.of(drawn).mean());
        double[] low = Oracle.doubles(oracle.expected("accept_low"));
        double[] high = Oracle.doubles(oracle.expected("accept_high"));
        assertThat(estimate.interval().orElseThrow().lo()).isBetween(low[0] - 1e-10, low[1] + 1e-10);
        assertThat(estimate.interval().orElseThrow().hi()).isBetween(high[0] - 1e-10, high[1] + 1e-10);
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void limits_agree_with_boot_within_its_monte_carlo_error(Oracle.Case oracle) {
        boolean median = oracle.id().startsWith("boot_median");
        var estimate = new Bootstrap(99_999, 0.95, BootstrapTest::stream)
                .percentile(
                        Sample.of(oracle.inputs("x")),
                        drawn -> median
                                ? Sample.of(drawn).median()
                                : Sample.of(drawn).mean());
        double[] expected = Oracle.doubles(oracle.expected("percentile"));
        double[] tolerance = Oracle.doubles(oracle.expected("tolerance_for_java_R_99999"));
        var interval = estimate.interval().orElseThrow();
        assertThat(Math.abs(interval.lo() - expected[0])).isLessThan(tolerance[0]);
        assertThat(Math.abs(interval.hi() - expected[1])).isLessThan(tolerance[1]);
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void medians_drawn_by_rank_are_the_medians_drawn_by_value(Oracle.Case oracle) {
        var sample = Sample.of(oracle.inputs("x"));
        var sorted = Bootstrap.of(BootstrapTest::stream)
                .percentile(sample, drawn -> Sample.of(drawn).median());
        assertThat(median(sample)).isEqualTo(sorted);
    }

    @Test
    void any_number_of_threads_gives_the_same_replicates() {
        var sample = Sample.of(3, 1, 4, 1, 5, 9, 2, 6);
        var bootstrap = Bootstrap.of(BootstrapTest::stream);
        double[] one = onThreads(1, bootstrap, sample);
        assertThat(onThreads(2, bootstrap, sample)).isEqualTo(one);
        assertThat(onThreads(16, bootstrap, sample)).isEqualTo(one);
    }

    @Test
    void constant_values_have_no_interval() {
        var estimate = median(Sample.of(2, 2, 2));
        assertThat(estimate.center()).hasValue(2);
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.warnings()).containsExactly(Warning.NO_VARIATION);
    }

    @Test
    void one_value_has_no_interval() {
        var estimate = median(Sample.of(2));
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.warnings()).containsExactly(Warning.ONE_VALUE);
    }

    @Test
    void nearly_constant_values_that_give_no_width_have_no_interval() {
        double[] values = new double[200];
        Arrays.fill(values, 2);
        values[0] = 3;
        assertThat(median(Sample.of(values)).interval()).isEmpty();
    }

    @Test
    void too_few_replicates_for_the_level_are_refused() {
        assertThatThrownBy(() -> new Bootstrap(9, 0.95, BootstrapTest::stream)).hasMessageContaining("too few");
    }

    @Test
    void resamples_of_another_size_are_refused() {
        var resamples = MedianResamples.of(Bootstrap.of(BootstrapTest::stream), 3);
        assertThatThrownBy(() -> resamples.estimate(Sample.of(1, 2))).hasMessageContaining("3 values, not of 2");
    }

    private static Estimate median(Sample sample) {
        return MedianResamples.of(Bootstrap.of(BootstrapTest::stream), sample.size())
                .estimate(sample);
    }

    private static double[] onThreads(int threads, Bootstrap bootstrap, Sample sample) {
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> bootstrap.distribution(
                            sample, drawn -> Sample.of(drawn).mean()))
                    .join();
        }
    }

    private static RandomGenerator stream(int replicate) {
        return new SplittableRandom(replicate * 31L + 7);
    }
}
