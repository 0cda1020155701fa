package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    static Stream<Oracle.Case> descriptions() {
        return Oracle.cases("descriptive.json", "describe/");
    }

    static Stream<Oracle.Case> harrell_davis() {
        return Oracle.cases("harrell_davis.json", "hd/");
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void moments_agree_with_R(Oracle.Case oracle) {
        var sample = Sample.of(oracle.inputs("x"));
        assertThat(sample.mean()).isCloseTo(oracle.expected("mean").asDouble(), oracle.near("mean"));
        assertThat(sample.median()).isCloseTo(oracle.expected("median").asDouble(), oracle.near("median"));
        assertThat(sample.mad()).isCloseTo(oracle.expected("mad_raw").asDouble(), oracle.near("mad_raw"));
        assertThat(sample.sd().orElseThrow()).isCloseTo(oracle.expected("sd").asDouble(), oracle.near("sd"));
        assertThat(sample.geometricMean().orElseThrow())
                .isCloseTo(oracle.expected("geometric_mean").asDouble(), oracle.near("geometric_mean"));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void quantiles_of_both_types_agree_with_R(Oracle.Case oracle) {
        var sample = Sample.of(oracle.inputs("x"));
        double[] probabilities = oracle.inputs("probs");
        double[] seven = Oracle.doubles(oracle.expected("quantile_type7"));
        double[] eight = Oracle.doubles(oracle.expected("quantile_type8"));
        for (int i = 0; i < probabilities.length; i++) {
            assertThat(sample.quantile(probabilities[i], QuantileType.SEVEN))
                    .isCloseTo(seven[i], oracle.near(seven[i]));
            assertThat(sample.quantile(probabilities[i], QuantileType.EIGHT))
                    .isCloseTo(eight[i], oracle.near(eight[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("harrell_davis")
    void the_harrell_davis_quantile_agrees_with_Hmisc(Oracle.Case oracle) {
        var sample = Sample.of(oracle.inputs("x"));
        double[] probabilities = oracle.inputs("probs");
        double[] expected = Oracle.doubles(oracle.expected("estimate"));
        for (int i = 0; i < probabilities.length; i++) {
            assertThat(sample.harrellDavis(probabilities[i])).isCloseTo(expected[i], oracle.near(expected[i]));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_a_number_is_refused(double value) {
        assertThatThrownBy(() -> Sample.of(1, value)).hasMessageContaining("finite");
    }

    @Test
    void nothing_is_not_a_sample() {
        assertThatThrownBy(Sample::of).hasMessageContaining("at least one");
    }

    @Test
    void one_value_has_no_spread_but_every_quantile() {
        var sample = Sample.of(7);
        assertThat(sample.sd()).isEmpty();
        assertThat(sample.quantile(0.95, QuantileType.EIGHT)).isEqualTo(7);
        assertThat(sample.harrellDavis(0.95)).isEqualTo(7);
    }

    @Test
    void a_zero_has_no_geometric_mean() {
        assertThat(Sample.of(0, 1).geometricMean()).isEmpty();
    }

    @Test
    void order_of_measurement_changes_nothing() {
        assertThat(Sample.of(3, 1e16, 1, -1e16)).isEqualTo(Sample.of(-1e16, 1, 1e16, 3));
        assertThat(Sample.of(3, 1e16, 1, -1e16).mean()).isEqualTo(1.0);
    }
}
