package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run can be stopped politely, and goes on with the same command.
class InterruptIT {
    private static final int INTERRUPTED = 130;
    private static final int CELLS = 4;

    @TempDir
    private Path temp;

    private Path slowExperiment() throws IOException {
        return new SmallExperiment()
                .with("repetitions", "2")
                .with("simulation", "{ttft_ms: 700, tokens_per_second: 0, jitter: 0}")
                .writeTo(temp);
    }

    private Process startedWithACell(Launcher steelyard) throws Exception {
        Process harness = steelyard.start("run", slowExperiment().toString(), "--out", "run", "--jobs", "1");
        Runs.await(() -> Runs.cellsStarted(temp.resolve("run/journal.jsonl")) > 0);
        return harness;
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void assertTheSameCommandFinishes() throws Exception {
        new Launcher(temp)
                .run("run", slowExperiment().toString(), "--out", "run")
                .isFine();
        Runs.assertEachCellObservedOnce(temp.resolve("run"), CELLS);
    }

    @Test
    void one_interrupt_lets_the_cell_at_work_finish() throws Exception {
        // Given
        Process harness = startedWithACell(new Launcher(temp));

        // When
        signal(harness, "INT");

        // Then
        assertThat(harness.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(Runs.pooled(temp.resolve("run")).attempts())
                .hasSize(1)
                .allMatch(record -> record.outcome() == Outcome.SOLVED);
        assertThat(Files.readString(new Launcher(temp).err())).contains("finishing the cells at work");
        assertTheSameCommandFinishes();
    }

    @ParameterizedTest
    @CsvSource({"INT,2", "TERM,1", "HUP,1"})
    void a_second_interrupt_or_a_stronger_signal_ends_the_cell_at_work_too(String name, int times) throws Exception {
        // Given
        Process harness = startedWithACell(new Launcher(temp));

        // When
        for (int i = 0; i < times; i++) {
            signal(harness, name);
            Thread.sleep(100);
        }

        // Then
        assertThat(harness.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(Runs.pooled(temp.resolve("run")).attempts())
                .hasSize(1)
                .allMatch(record -> record.outcome() == Outcome.INFRASTRUCTURE)
                .extracting(RunRecord::cause)
                .containsOnly("interrupted");
        assertThat(Runs.cellProcesses()).isEmpty();
        assertTheSameCommandFinishes();
    }
}
