package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What tests ask of a run folder and of this machine.
final class Runs {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Runs() {}

    static PooledRun pooled(Path folder) {
        return Pool.of(new RunFolder(folder));
    }

    static void assertEachCellObservedOnce(Path folder, int cells) {
        PooledRun run = pooled(folder);
        List<RunRecord> observations = run.attempts().stream()
                .filter(record -> record.outcome().isObservation())
                .toList();
        assertThat(run.missing()).isEmpty();
        assertThat(observations).hasSize(cells);
        assertThat(new HashSet<>(observations.stream().map(RunRecord::cellId).toList()))
                .hasSize(cells);
    }

    /// Whole lines of a file that may be growing; 0 if there is none.
    static int lines(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return (int) text.chars().filter(c -> c == '\n').count();
        } catch (IOException _) {
            return 0;
        }
    }

    static long cellsStarted(Path journal) {
        try {
            return Files.exists(journal)
                    ? Files.readString(journal)
                            .lines()
                            .filter(line -> line.contains("\"cell_started\""))
                            .count()
                    : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Thread.sleep(5);
        }
    }

    /// Processes of any cell of any run on this machine.
    static List<Long> cellProcesses() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(Runs::isInACell)
                .toList();
    }

    private static boolean isInACell(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains("STEELYARD_CELL=");
        } catch (IOException _) {
            return false;
        }
    }

    static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
