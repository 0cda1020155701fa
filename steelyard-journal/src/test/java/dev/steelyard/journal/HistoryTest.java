package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.RunRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void a_journal_without_events_has_no_history() {
        // When
        var history = History.of(List.of());

        // Then
        assertThat(history.finished()).isEmpty();
        assertThat(history.orphans()).isEmpty();
        assertThat(history.ended()).isFalse();
        assertThat(history.synthetic()).isFalse();
    }

    @Test
    void attempts_and_calls_keep_the_order_of_the_journal() {
        // When
        var history = History.of(Samples.events());

        // Then
        assertThat(history.finished()).extracting(RunRecord::attempt).containsExactly(1, 2);
        assertThat(history.calls()).extracting(CallRecord::status).containsExactly(529, 200);
    }

    @Test
    void an_attempt_that_began_and_never_ended_is_an_orphan_and_its_calls_are_kept() {
        // Given
        var died = Samples.events().subList(0, 6);

        // When
        var history = History.of(died);

        // Then
        assertThat(history.orphans())
                .containsExactly(new History.Orphan(Samples.CELL, 2, Samples.START.plusSeconds(60)));
        assertThat(history.callsOf(Samples.CELL, 2)).hasSize(1);
    }

    @Test
    void an_attempt_that_ended_is_no_orphan() {
        assertThat(History.of(Samples.events()).orphans()).isEmpty();
    }

    @Test
    void a_run_has_ended_only_if_nothing_came_after() {
        // Given
        var takenUpAgain = new java.util.ArrayList<>(Samples.events());
        takenUpAgain.add(Samples.runStarted());

        // Then
        assertThat(History.of(Samples.events()).ended()).isTrue();
        assertThat(History.of(takenUpAgain).ended()).isFalse();
    }

    @Test
    void a_journal_that_was_ever_made_up_stays_synthetic() {
        // Given
        var madeUp = new JournalEvent.RunStarted(1, "r", Samples.HASH, Samples.START, "0.1.0", "h", "1/1", true);

        // Then
        assertThat(History.of(List.of(madeUp, Samples.runStarted())).synthetic())
                .isTrue();
    }
}
