package dev.steelyard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.lab.plan.Planner;
import dev.steelyard.lab.runner.Ending;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PilotGateTest {
    /// Two runners, `baseline` and `c1` with the changes T1 and T5, two tasks, all solved.
    private final Plan plan = Planner.plan(experiment(), Pilots.pins("claude-code", "opencode"));

    private final Map<String, Map<String, Delivery>> deliveries = new HashMap<>();

    private static ExperimentSpec experiment() {
        return Pilots.withChanges(
                Experiments.of(List.of("claude-code", "opencode"), List.of("baseline", "c1"), List.of("a", "b"), 1, 7),
                List.of(new Condition("baseline", List.of()), new Condition("c1", List.of("T1", "T5"))));
    }

    private PooledRun pilot(boolean synthetic) {
        var attempts = new ArrayList<RunRecord>();
        for (Cell cell : plan.cells()) {
            attempts.add(record(
                    cell, 1, Outcome.SOLVED, deliveries.getOrDefault(cell.id().value(), asItShould(cell))));
        }
        return new PooledRun("run", Pilots.HASH, plan, attempts, List.of(), synthetic);
    }

    /// T1 reaches the first task only, T5 every treated cell.
    private static Map<String, Delivery> asItShould(Cell cell) {
        boolean treated = cell.condition().equals("c1");
        return Map.of(
                "T1", new Delivery(treated, treated && cell.task().equals("a") ? (Integer) 3 : null),
                "T5", new Delivery(treated, treated ? (Integer) 1 : null));
    }

    private RunRecord record(Cell cell, int attempt, Outcome outcome, Map<String, Delivery> delivery) {
        OutcomeRule rule = outcome == Outcome.SOLVED
                ? new OutcomeRule(outcome, null, null)
                : OutcomeRule.infrastructure("launch_failed", "no");
        var attempted = new CellRunner.Attempted(
                rule,
                new Ending(OptionalInt.of(0), false, Duration.ofSeconds(1)),
                List.of(),
                Leavings.NONE,
                delivery,
                Duration.ZERO);
        return new RecordOf(plan, Pilots.HASH, new RecordOf.Origin("host", "1/1"), cell, attempt, Instant.EPOCH)
                .ended(attempted, Duration.ofSeconds(1));
    }

    @Test
    void a_pilot_whose_changes_arrived_where_they_should_passes() {
        assertThat(PilotGate.failings(pilot(false))).isEmpty();
    }

    @Test
    void a_change_that_reached_no_prompt_of_one_runner_is_named_with_runner_and_condition() {
        // Given
        deliveries.put("opencode.c1.a.1", Map.of("T1", new Delivery(true, null), "T5", new Delivery(true, 1)));

        // Then
        assertThat(PilotGate.failings(pilot(false))).containsExactly("T1 never reached a prompt of opencode in c1");
    }

    @Test
    void a_change_that_reached_control_cells_is_named_with_the_cells() {
        // Given
        deliveries.put("opencode.baseline.b.1", Map.of("T1", new Delivery(false, null), "T5", new Delivery(false, 4)));

        // Then
        assertThat(PilotGate.failings(pilot(false)))
                .containsExactly("T5 reached the control cell opencode.baseline.b.1");
    }

    @Test
    void an_attempt_that_does_not_count_contaminates_all_the_same() {
        // Given
        PooledRun clean = pilot(false);
        var attempts = new ArrayList<>(clean.attempts());
        Cell control = plan.cells().stream()
                .filter(cell -> cell.condition().equals("baseline"))
                .findFirst()
                .orElseThrow();
        attempts.add(record(control, 2, Outcome.INFRASTRUCTURE, Map.of("T1", new Delivery(false, 2))));

        // Then
        assertThat(PilotGate.failings(new PooledRun("run", Pilots.HASH, plan, attempts, List.of(), false)))
                .containsExactly("T1 reached the control cell " + control.id());
    }

    @Test
    void a_change_that_no_prompt_can_show_is_not_asked_for() {
        // Given
        plan.cells().forEach(cell -> deliveries.put(cell.id().value(), Map.of()));

        // Then
        assertThat(PilotGate.failings(pilot(false))).isEmpty();
    }

    @Test
    void a_dry_run_is_no_pilot() {
        assertThat(PilotGate.failings(pilot(true))).containsExactly("its run is a dry run");
    }
}
