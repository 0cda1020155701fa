package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWriterTest {
    private static final int WRITERS = 64;
    private static final int EVENTS_EACH = 50;

    @TempDir
    Path folder;

    @Test
    void many_threads_append_whole_lines_each_in_its_own_order() throws Exception {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);

        // When
        try (var journal = JournalWriter.open(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = IntStream.rangeClosed(1, WRITERS)
                    .mapToObj(writer -> threads.submit(() -> appendAll(journal, writer)))
                    .toList();
            for (var writer : done) {
                writer.get();
            }
        }

        // Then
        var calls = History.of(JournalReader.read(file).events());
        assertThat(calls.calls()).hasSize(WRITERS * EVENTS_EACH);
        assertThat(IntStream.rangeClosed(1, WRITERS))
                .allSatisfy(writer -> assertThat(calls.callsOf(cell(writer), 1))
                        .extracting(CallRecord::seq)
                        .isEqualTo(IntStream.rangeClosed(1, EVENTS_EACH).boxed().toList()));
    }

    @Test
    void an_interrupted_thread_still_records_what_it_has_and_closes_the_journal_for_nobody() {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);

        // When
        try (var journal = JournalWriter.open(file)) {
            Thread.currentThread().interrupt();
            journal.append(Samples.runStarted(), JournalWriter.Durability.SYNCED);
            boolean stillInterrupted = Thread.interrupted();
            journal.append(new JournalEvent.RunEnded(Samples.START, stillInterrupted), JournalWriter.Durability.SYNCED);
        }

        // Then
        assertThat(JournalReader.read(file).events())
                .containsExactly(Samples.runStarted(), new JournalEvent.RunEnded(Samples.START, true));
    }

    @Test
    void a_journal_that_is_opened_again_is_continued() {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);

        // When
        for (JournalEvent event : Samples.events()) {
            try (var journal = JournalWriter.open(file)) {
                journal.append(event, JournalWriter.Durability.HANDED_OVER);
            }
        }

        // Then
        assertThat(JournalReader.read(file).events()).isEqualTo(Samples.events());
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        // Given
        Path file = folder.resolve("nowhere").resolve(RunFolder.JOURNAL);

        // Then
        assertThatThrownBy(() -> JournalWriter.open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining(file.toString());
    }

    private static List<Integer> appendAll(JournalWriter journal, int writer) {
        return IntStream.rangeClosed(1, EVENTS_EACH)
                .peek(seq -> journal.append(
                        new JournalEvent.CallFinished(Samples.answered(cell(writer), 1, seq)),
                        JournalWriter.Durability.HANDED_OVER))
                .boxed()
                .toList();
    }

    private static CellId cell(int writer) {
        return CellId.of("claude-code", "lean", "fix-typo", writer);
    }
}
