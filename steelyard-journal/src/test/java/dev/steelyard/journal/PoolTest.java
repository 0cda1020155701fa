package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.CellId;
import dev.steelyard.model.RunRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
    @TempDir
    Path path;

    @Test
    void the_first_observation_of_a_cell_counts_whatever_its_result_and_the_order_of_the_streams() {
        // Given
        var attempts = List.of(
                Samples.solved(Samples.CELL, 3),
                Samples.solved(Samples.CELL, 2),
                Samples.infrastructure(Samples.CELL, 1));

        // When
        var pooled = pooled(attempts);

        // Then
        assertThat(pooled.observations()).hasSize(1);
        assertThat(pooled.observations().get(Samples.CELL))
                .isNotNull()
                .extracting(RunRecord::attempt)
                .isEqualTo(2);
    }

    @Test
    void attempts_that_infrastructure_spoiled_are_kept_in_order() {
        // Given
        var attempts = List.of(Samples.solved(Samples.CELL, 2), Samples.infrastructure(Samples.CELL, 1));

        // Then
        assertThat(pooled(attempts).attempts()).extracting(RunRecord::attempt).containsExactly(1, 2);
    }

    @Test
    void cells_without_an_observation_are_missing_in_planned_order() {
        // Given
        var attempts = List.of(Samples.solved(Samples.CELL, 1), Samples.infrastructure(cell("lean", 2), 1));

        // When
        var pooled = pooled(attempts);

        // Then
        assertThat(pooled.missing()).containsExactly(cell("baseline", 1), cell("lean", 2), cell("baseline", 2));
        assertThat(pooled.complete()).isFalse();
    }

    @Test
    void a_run_is_complete_when_every_planned_cell_has_an_observation() {
        // Given
        var attempts = Samples.plan().cells().stream()
                .map(cell -> Samples.solved(cell.id(), 1))
                .toList();

        // Then
        assertThat(pooled(attempts).complete()).isTrue();
    }

    @Test
    void a_run_folder_is_pooled_from_its_plan_and_its_journal() {
        // Given
        var folder = new RunFolder(path);
        folder.claim(Samples.plan());
        try (var journal = JournalWriter.open(folder.journal())) {
            journal.append(started(PlanCodec.hash(Samples.plan())), JournalWriter.Durability.HANDED_OVER);
            Samples.events().stream()
                    .skip(1)
                    .forEach(event -> journal.append(event, JournalWriter.Durability.HANDED_OVER));
        }

        // When
        var pooled = Pool.of(folder);

        // Then
        assertThat(pooled.runId()).isEqualTo(PlanCodec.runId(Samples.plan()));
        assertThat(pooled.attempts()).hasSize(2);
        assertThat(pooled.calls()).hasSize(2);
        assertThat(pooled.missing()).hasSize(3);
    }

    private static JournalEvent.RunStarted started(String planHash) {
        var sample = (JournalEvent.RunStarted) Samples.events().getFirst();
        return new JournalEvent.RunStarted(
                sample.schemaVersion(),
                sample.runId(),
                planHash,
                sample.at(),
                sample.toolVersion(),
                sample.host(),
                sample.shard(),
                sample.synthetic());
    }

    @Test
    void a_plan_that_is_not_the_one_the_run_was_started_with_is_refused() {
        // Given
        var folder = new RunFolder(path);
        folder.claim(Samples.plan());
        try (var journal = JournalWriter.open(folder.journal())) {
            journal.append(started("another plan's hash"), JournalWriter.Durability.HANDED_OVER);
        }

        // Then
        assertThatThrownBy(() -> Pool.of(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is not the plan that this run was started with");
    }

    @Test
    void a_journal_that_was_copied_behind_itself_counts_once() {
        // Given
        var events = new java.util.ArrayList<>(Samples.events());
        events.addAll(Samples.events());

        // When
        var once = History.of(Samples.events());
        var twice = History.of(events);

        // Then
        assertThat(twice.finished()).isEqualTo(once.finished());
        assertThat(twice.calls()).isEqualTo(once.calls());
    }

    @Test
    void a_run_that_was_only_planned_misses_every_cell() {
        // Given
        var folder = new RunFolder(path);
        folder.claim(Samples.plan());

        // Then
        assertThat(Pool.of(folder).missing()).hasSize(4);
    }

    @Test
    void a_folder_without_a_plan_is_no_run() {
        assertThatThrownBy(() -> Pool.of(new RunFolder(path)))
                .isInstanceOf(JournalException.class)
                .hasMessage(path + " is not a run folder: it has no plan.json");
    }

    private static PooledRun pooled(List<RunRecord> attempts) {
        return Pool.pooled(Samples.plan(), new History(attempts, List.of(), List.of(), false, true));
    }

    private static CellId cell(String condition, int repetition) {
        return CellId.of("claude-code", condition, "fix-typo", repetition);
    }
}
