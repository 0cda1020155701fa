package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal after its harness, or its machine, died.
class JournalCrashTest {
    private static final JournalEvent LATER = new JournalEvent.RunEnded(Samples.START, true);

    @TempDir
    Path folder;

    @Test
    void a_journal_cut_at_any_byte_is_read_up_to_its_last_whole_event() throws IOException {
        // Given
        byte[] whole = journal();

        // When
        List<Integer> counts = IntStream.rangeClosed(0, whole.length)
                .mapToObj(length ->
                        JournalReader.read(cut(whole, length)).events().size())
                .toList();

        // Then
        assertThat(counts).isEqualTo(lineEnds(whole));
    }

    @Test
    void a_journal_cut_at_any_byte_is_continued_behind_its_last_whole_event() throws IOException {
        // Given
        byte[] whole = journal();

        // When
        List<Integer> counts = IntStream.rangeClosed(0, whole.length)
                .mapToObj(length -> continued(cut(whole, length)))
                .map(contents -> contents.events().size() - 1)
                .toList();

        // Then
        assertThat(counts).isEqualTo(lineEnds(whole));
    }

    @Test
    void what_follows_the_last_whole_event_is_said_to_be_torn() throws IOException {
        // Given
        byte[] whole = journal();

        // Then
        assertThat(JournalReader.read(cut(whole, whole.length)).torn()).isFalse();
        assertThat(JournalReader.read(cut(whole, whole.length - 1)).torn()).isTrue();
    }

    @Test
    void a_tail_of_zeros_left_by_a_power_cut_is_torn() throws IOException {
        // Given
        byte[] whole = journal();
        Path file = cut(Arrays.copyOf(whole, whole.length + 4096), whole.length + 4096);

        // When
        var contents = continued(file);

        // Then
        assertThat(contents.events()).hasSize(6).last().isEqualTo(LATER);
        assertThat(contents.torn()).isFalse();
    }

    @Test
    void a_broken_line_in_the_middle_is_never_cut_off() throws IOException {
        // Given
        Path file = cut("{\"event\":\"nothing\"}\n".getBytes(StandardCharsets.UTF_8), 20);

        // Then
        assertThatThrownBy(() -> JournalWriter.open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(file + ":1: not a journal event: ");
        assertThat(file).hasContent("{\"event\":\"nothing\"}\n");
    }

    /// One event of each kind.
    private static byte[] journal() {
        List<String> lines = GoldenFilesTest.golden("journal.jsonl").lines().toList();
        return (String.join("\n", lines.subList(0, 4)) + "\n" + lines.getLast() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// For each length from nothing to everything, how many whole lines the beginning holds.
    private static List<Integer> lineEnds(byte[] whole) {
        return IntStream.rangeClosed(0, whole.length)
                .mapToObj(length -> (int)
                        IntStream.range(0, length).filter(i -> whole[i] == '\n').count())
                .toList();
    }

    private Path cut(byte[] whole, int length) {
        try {
            return Files.write(folder.resolve(RunFolder.JOURNAL), Arrays.copyOf(whole, length));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JournalReader.Contents continued(Path file) {
        try (var journal = JournalWriter.open(file)) {
            journal.append(LATER, JournalWriter.Durability.HANDED_OVER);
        }
        return JournalReader.read(file);
    }
}
