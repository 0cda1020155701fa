package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk is a real one of 64 KiB where the test may mount one, and else any disk with a limit on the file's size.
class FullDiskTest {
    private static final int KIBIBYTES = 64;

    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + KIBIBYTES + "k", "tmpfs", folder.toString()) == 0;
    }

    @AfterEach
    void unmountSmallDisk() throws Exception {
        if (mounted) {
            run("umount", folder.toString());
        }
    }

    @Test
    void a_full_disk_keeps_every_whole_line_and_says_so() throws Exception {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);

        // When
        List<String> said = filled(file);

        // Then
        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .contains("the journal " + file + " cannot be written: ")
                .contains("everything recorded so far is kept");
        assertThat(said.getLast()).isEqualTo("refused again");
        var contents = JournalReader.read(file);
        assertThat(contents.torn()).isFalse();
        assertThat(contents.events()).hasSize(taken(said)).hasSizeGreaterThan(10);
    }

    @Test
    void a_journal_goes_on_once_there_is_space() throws Exception {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);
        int taken = taken(filled(file));
        makeSpace();

        // When
        try (var journal = JournalWriter.open(file)) {
            journal.append(new JournalEvent.RunEnded(Samples.START, true), JournalWriter.Durability.SYNCED);
        }

        // Then
        assertThat(JournalReader.read(file).events())
                .hasSize(taken + 1)
                .last()
                .isEqualTo(new JournalEvent.RunEnded(Samples.START, true));
    }

    @Test
    void a_file_that_does_not_fit_leaves_the_old_one_as_it_was() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("cells.jsonl"), "old\n");

        // When
        List<String> said = saidBy(ReplacingMain.class, file);

        // Then
        assertThat(said).singleElement().asString().startsWith("cannot write " + file + ": ");
        assertThat(file).hasContent("old\n");
    }

    private List<String> filled(Path file) throws Exception {
        return saidBy(FillingMain.class, file);
    }

    private List<String> saidBy(Class<?> main, Path file) throws Exception {
        Process process = mounted
                ? OtherProcess.start(main, file.toString())
                : OtherProcess.startWithFileLimit(KIBIBYTES, main, file.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().toList();
    }

    private static int taken(List<String> said) {
        return Integer.parseInt(said.getFirst().substring(0, said.getFirst().indexOf(' ')));
    }

    private void makeSpace() throws Exception {
        if (mounted) {
            run("mount", "-o", "remount,size=1m", folder.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
