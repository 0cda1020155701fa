package dev.steelyard.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.report.SmallRun;
import dev.steelyard.report.SummaryJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private final RunAnalysis typical = Analysis.of(SmallRun.TYPICAL.pooled());

    @Test
    void every_planned_cell_is_accounted_for() {
        assertThat(typical.cells()).hasSize(24);
        assertThat(typical.accounting()).isEqualTo(new Accounting(24, 22, 2, 24, 2, 1));
        assertThat(arm("alpha", "c1").accounting()).isEqualTo(new Accounting(6, 5, 1, 5, 0, 0));
        assertThat(arm("beta", "c1").accounting()).isEqualTo(new Accounting(6, 5, 1, 7, 2, 0));
        assertThat(arm("alpha", "baseline").accounting()).isEqualTo(new Accounting(6, 6, 0, 6, 0, 1));
    }

    @Test
    void every_attempt_is_paid_for_and_unpriced_is_not_free() {
        var lost = SmallRun.TYPICAL.pooled().attempts().stream()
                .filter(it -> it.runner().equals("beta") && it.condition().equals("c1"))
                .map(it -> it.costUsd())
                .reduce(BigDecimal.ZERO, (sum, cost) -> cost == null ? sum : sum.add(cost));
        assertThat(arm("beta", "c1").spend()).isEqualTo(new Spend(lost, 0));
        assertThat(arm("beta", "baseline").spend().unpricedAttempts()).isEqualTo(1);
        assertThat(arm("beta", "baseline").metric(Metric.COST_USD).orElseThrow().n())
                .isEqualTo(5);
    }

    @Test
    void a_timed_out_attempt_counts_with_its_time() {
        assertThat(arm("alpha", "baseline").metric(Metric.WALL_S).orElseThrow().max())
                .isEqualTo(600);
        assertThat(arm("alpha", "baseline").successes()).isEqualTo(5);
    }

    @Test
    void comparisons_are_made_per_runner_and_over_all() {
        assertThat(typical.scopes())
                .containsExactly(new Scope.Runner("alpha"), new Scope.Runner("beta"), new Scope.AllRunners());
        assertThat(typical.contrasts()).hasSize(3 * Metric.values().length);
    }

    @Test
    void a_planted_saving_is_found_inside_the_interval() {
        var run = SmallRun.TYPICAL.healthy(List.of("baseline", "c1"), 8, 3);
        var ratio = Analysis.of(run.pooled())
                .contrast(new Scope.AllRunners(), "c1", Metric.WALL_S)
                .orElseThrow()
                .ratio();
        assertThat(ratio.interval().orElseThrow().contains(0.8)).isTrue();
        assertThat(ratio.excludes(1)).isTrue();
        assertThat(ratio.center().orElseThrow()).isCloseTo(0.8, Offset.offset(0.05));
    }

    @Test
    void warnings_name_what_a_reader_must_know() {
        assertThat(typical.remarks())
                .extracting(Remark::code)
                .contains(
                        "SIMULATED", "MISSING", "INFRASTRUCTURE", "UNPRICED", "TIMED_OUT", "FEW_UNITS", "NOT_POSITIVE");
    }

    @Test
    void one_condition_is_described_and_not_compared() {
        var alone =
                Analysis.of(SmallRun.TYPICAL.healthy(List.of("baseline"), 3, 2).pooled());
        assertThat(alone.contrasts()).isEmpty();
        assertThat(alone.remarks()).extracting(Remark::code).containsExactly("ONE_CONDITION");
    }

    @Test
    void a_run_that_never_started_is_all_missing() {
        var run = SmallRun.TYPICAL.pooled();
        var empty = Analysis.of(new PooledRun("r", "h", run.plan(), List.of(), List.of(), false));
        assertThat(empty.accounting()).isEqualTo(new Accounting(24, 0, 24, 0, 0, 0));
        assertThat(empty.contrasts())
                .allMatch(it ->
                        it.ratio().center().isEmpty() && it.ratio().interval().isEmpty());
    }

    @Test
    void attempts_outside_the_plan_are_left_out_and_named() {
        var larger = SmallRun.TYPICAL.healthy(List.of("baseline", "c1"), 4, 2).pooled();
        var smaller = SmallRun.TYPICAL.healthy(List.of("baseline", "c1"), 3, 2).pooled();
        var mixed = Analysis.of(new PooledRun("r", "h", smaller.plan(), larger.attempts(), List.of(), false));
        assertThat(mixed.accounting().observed()).isEqualTo(24);
        assertThat(mixed.remarks()).extracting(Remark::code).contains("STRAY");
    }

    @Test
    void the_order_of_the_records_changes_no_byte() {
        var run = SmallRun.TYPICAL.pooled();
        var shuffled = new ArrayList<>(run.attempts());
        Collections.reverse(shuffled);
        var again = new PooledRun(run.runId(), run.planHash(), run.plan(), shuffled, List.of(), run.synthetic());
        assertThat(SummaryJson.render(Analysis.of(again))).isEqualTo(SummaryJson.render(typical));
    }

    @Test
    void a_dry_run_of_a_real_model_is_synthetic_and_not_simulated() {
        var dry = Analysis.of(SmallRun.TYPICAL.with("acme/large", true).pooled());
        assertThat(dry.synthetic()).isTrue();
        assertThat(dry.simulated()).isFalse();
    }

    private ArmSummary arm(String runner, String condition) {
        return typical.arms().stream()
                .filter(it -> it.runner().equals(runner) && it.condition().equals(condition))
                .findFirst()
                .orElseThrow();
    }
}
