package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.stats.SuccessShare.Tally;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SuccessShareTest {
    private static final double LEVEL = 0.95;

    static Stream<Oracle.Case> wilson() {
        return Oracle.cases("proportions.json", "wilson/");
    }

    static Stream<Oracle.Case> newcombe() {
        return Oracle.cases("cluster_newcombe.json", "");
    }

    @ParameterizedTest
    @MethodSource("wilson")
    void the_score_interval_agrees_with_R(Oracle.Case oracle) {
        double n = oracle.input("n").asDouble();
        var interval = SuccessShare.wilson(oracle.input("successes").asDouble() / n, n, LEVEL);
        assertLimits(oracle, oracle.expected("wilson"), interval);
    }

    @ParameterizedTest
    @MethodSource("newcombe")
    void the_difference_agrees_with_a_second_implementation(Oracle.Case oracle) {
        var a = share(oracle, "task_success_A");
        var b = share(oracle, "task_success_B");
        assertThat(a.effectiveTries(LEVEL)).isCloseTo(oracle.expected("n_eff_A").asDouble(), oracle.near("n_eff_A"));
        assertThat(b.effectiveTries(LEVEL)).isCloseTo(oracle.expected("n_eff_B").asDouble(), oracle.near("n_eff_B"));
        var difference = SuccessShare.difference(a, b, LEVEL);
        assertThat(difference.center().orElseThrow())
                .isCloseTo(oracle.expected("difference").asDouble(), oracle.near("difference"));
        assertLimits(oracle, oracle.expected("ci"), difference.interval().orElseThrow());
    }

    @Test
    void all_successes_are_not_certainty() {
        var interval = new SuccessShare(Map.of("a", new Tally(3, 3), "b", new Tally(3, 3)))
                .estimate(LEVEL)
                .interval()
                .orElseThrow();
        assertThat(interval.hi()).isEqualTo(1);
        assertThat(interval.lo()).isLessThan(0.5);
    }

    @Test
    void units_weigh_the_same_however_often_they_were_tried() {
        var share = new SuccessShare(Map.of("a", new Tally(1, 1), "b", new Tally(0, 9)));
        assertThat(share.share()).isEqualTo(0.5);
    }

    @Test
    void more_successes_than_tries_are_refused() {
        assertThatThrownBy(() -> new Tally(2, 1)).hasMessageContaining("2 successes of 1");
    }

    @Test
    void arms_without_a_common_unit_have_no_difference() {
        var a = new SuccessShare(Map.of("a", new Tally(1, 1)));
        var b = new SuccessShare(Map.of("b", new Tally(1, 1)));
        assertThat(SuccessShare.difference(a, b, LEVEL).center()).isEmpty();
    }

    private static SuccessShare share(Oracle.Case oracle, String arm) {
        int tries = oracle.input("reps").asInt();
        double[] shares = oracle.inputs(arm);
        return new SuccessShare(IntStream.range(0, shares.length)
                .boxed()
                .collect(Collectors.toMap(i -> "t" + i, i -> new Tally((int) Math.round(shares[i] * tries), tries))));
    }

    private static void assertLimits(Oracle.Case oracle, JsonNode expected, Interval actual) {
        double lo = expected.get(0).asDouble();
        double hi = expected.get(1).asDouble();
        assertThat(actual.lo()).isCloseTo(lo, oracle.near(lo));
        assertThat(actual.hi()).isCloseTo(hi, oracle.near(hi));
    }
}
