package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PairedRatioTest {
    private static final double LEVEL = 0.95;

    static Stream<Oracle.Case> ratios() {
        return Oracle.cases("paired_ratio.json", "gmr").filter(PairedRatioTest::isOverUnits);
    }

    /// Cases for the scope "these tasks only" answer another question.
    private static boolean isOverUnits(Oracle.Case oracle) {
        return oracle.json().get("expected").has("df")
                && oracle.json().get("expected").has("ci_ratio");
    }

    @ParameterizedTest
    @MethodSource("ratios")
    void ratio_interval_and_p_agree_with_R(Oracle.Case oracle) {
        var estimate = PairedRatio.of(arms(oracle), LEVEL);
        assertThat(estimate.center().orElseThrow())
                .isCloseTo(oracle.expected("ratio").asDouble(), oracle.near("ratio"));
        JsonNode limits = oracle.expected("ci_ratio");
        if (limits.get(0).isNull()) {
            assertThat(estimate.interval()).isEmpty();
            assertThat(estimate.p()).isEmpty();
            assertThat(estimate.warnings()).contains(Warning.NO_VARIATION);
            return;
        }
        double lo = limits.get(0).asDouble();
        double hi = limits.get(1).asDouble();
        assertThat(estimate.interval().orElseThrow().lo()).isCloseTo(lo, oracle.near(lo));
        assertThat(estimate.interval().orElseThrow().hi()).isCloseTo(hi, oracle.near(hi));
        assertThat(estimate.df()).hasValue(oracle.expected("df").asDouble());
        assertThat(estimate.standardError().orElseThrow())
                .isCloseTo(oracle.expected("se_log").asDouble(), oracle.near("se_log"));
        assertThat(estimate.p().orElseThrow()).isCloseTo(oracle.expected("p").asDouble(), oracle.near("p"));
    }

    @ParameterizedTest
    @MethodSource("ratios")
    void one_stratum_pools_to_itself(Oracle.Case oracle) {
        var alone = PairedRatio.of(arms(oracle), LEVEL);
        var pooled = PairedRatio.pooled(List.of(arms(oracle)), LEVEL);
        assertThat(pooled.center()).isEqualTo(alone.center());
        assertThat(pooled.interval()).isEqualTo(alone.interval());
    }

    @ParameterizedTest
    @MethodSource("ratios")
    void swapping_the_arms_inverts_the_ratio_and_its_limits(Oracle.Case oracle) {
        var arms = arms(oracle);
        var there = PairedRatio.of(arms, LEVEL);
        var back = PairedRatio.of(new Arms(/* baseline= */ arms.treatment(), /* treatment= */ arms.baseline()), LEVEL);
        assertThat(back.center().orElseThrow() * there.center().orElseThrow()).isCloseTo(1, within(1e-12));
        if (there.interval().isPresent()) {
            double product = back.interval().orElseThrow().lo()
                    * there.interval().orElseThrow().hi();
            assertThat(product).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void balanced_strata_pool_to_the_units_mean_log_ratios() {
        var first = arms(new double[] {10, 20, 30, 40}, new double[] {9, 15, 31, 30});
        var second = arms(new double[] {11, 23, 37, 41}, new double[] {8, 20, 30, 42});
        var means = new HashMap<String, Sample>();
        var ones = new HashMap<String, Sample>();
        PairedRatio.logRatios(first).forEach((unit, d) -> {
            double other = Objects.requireNonNull(PairedRatio.logRatios(second).get(unit));
            means.put(unit, Sample.of(Math.exp((d + other) / 2)));
            ones.put(unit, Sample.of(1));
        });
        var pooled = PairedRatio.pooled(List.of(first, second), LEVEL);
        var averaged = PairedRatio.of(new Arms(ones, means), LEVEL);
        assertThat(pooled.center().orElseThrow()).isCloseTo(averaged.center().orElseThrow(), within(1e-12));
        assertThat(pooled.interval().orElseThrow().lo())
                .isCloseTo(averaged.interval().orElseThrow().lo(), within(1e-12));
        assertThat(pooled.units()).isEqualTo(4);
    }

    @Test
    void repetitions_within_a_unit_are_no_evidence_about_other_units() {
        var once = arms(new double[] {10, 20, 30}, new double[] {8, 17, 28});
        var tenfold = new Arms(repeated(once.baseline(), 10), repeated(once.treatment(), 10));
        assertThat(PairedRatio.of(tenfold, LEVEL).interval().orElseThrow().hi())
                .isCloseTo(PairedRatio.of(once, LEVEL).interval().orElseThrow().hi(), within(1e-12));
    }

    @Test
    void one_unit_has_a_ratio_and_no_interval() {
        var estimate = PairedRatio.of(arms(new double[] {10}, new double[] {8}), LEVEL);
        assertThat(estimate.center().orElseThrow()).isCloseTo(0.8, within(1e-12));
        assertThat(estimate.interval()).isEmpty();
        assertThat(estimate.warnings()).containsExactly(Warning.ONE_UNIT);
    }

    @Test
    void no_common_unit_estimates_nothing() {
        var arms = new Arms(Map.of("a", Sample.of(1)), Map.of("b", Sample.of(1)));
        var estimate = PairedRatio.of(arms, LEVEL);
        assertThat(estimate.center()).isEmpty();
        assertThat(estimate.warnings()).contains(Warning.NO_COMMON_UNIT, Warning.UNITS_DROPPED);
    }

    @Test
    void a_zero_is_not_estimable_on_the_log_scale() {
        var estimate = PairedRatio.of(arms(new double[] {1, 2}, new double[] {1, 0}), LEVEL);
        assertThat(estimate.center()).isEmpty();
        assertThat(estimate.warnings()).contains(Warning.NOT_POSITIVE);
    }

    @Test
    void a_stratum_without_pairs_is_not_averaged_away() {
        var whole = arms(new double[] {10, 20, 30}, new double[] {8, 17, 28});
        var estimate = PairedRatio.pooled(List.of(whole, arms(new double[] {1}, new double[] {})), LEVEL);
        assertThat(estimate.center()).isEmpty();
        assertThat(estimate.warnings()).contains(Warning.NO_COMMON_UNIT);
    }

    @Test
    void a_unit_in_one_arm_only_changes_nothing_but_the_warning() {
        var whole = arms(new double[] {10, 20, 30}, new double[] {8, 17, 28});
        var more = new TreeMap<>(whole.baseline());
        more.put("extra", Sample.of(1e6));
        var estimate = PairedRatio.of(new Arms(more, whole.treatment()), LEVEL);
        assertThat(estimate.interval()).isEqualTo(PairedRatio.of(whole, LEVEL).interval());
        assertThat(estimate.warnings()).contains(Warning.UNITS_DROPPED);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static Map<String, Sample> repeated(Map<String, Sample> arm, int times) {
        var repeated = new HashMap<String, Sample>();
        arm.forEach((unit, sample) -> repeated.put(
                unit,
                Sample.of(IntStream.range(0, times)
                        .mapToDouble(_ -> sample.mean())
                        .toArray())));
        return repeated;
    }

    private static Arms arms(Oracle.Case oracle) {
        if (!oracle.json().get("input").has("cells")) {
            return arms(oracle.inputs("A"), oracle.inputs("B"));
        }
        return new Arms(cells(oracle, "A"), cells(oracle, "B"));
    }

    private static Map<String, Sample> cells(Oracle.Case oracle, String arm) {
        var byTask = new HashMap<String, List<Double>>();
        Oracle.stream(oracle.input("cells"))
                .filter(cell -> cell.get("cond").asString().equals(arm))
                .forEach(cell -> byTask.computeIfAbsent(cell.get("task").asString(), _ -> new ArrayList<>())
                        .add(cell.get("y").asDouble()));
        return byTask.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Sample.of(e.getValue())));
    }

    private static Arms arms(double[] baseline, double[] treatment) {
        return new Arms(units(baseline), units(treatment));
    }

    private static Map<String, Sample> units(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .collect(Collectors.toMap(i -> "t" + i, i -> Sample.of(values[i])));
    }
}
