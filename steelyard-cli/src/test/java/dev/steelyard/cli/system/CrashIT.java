package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.JournalReader;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The harness may die at any moment, by SIGKILL; the same command then goes on as if nothing had been lost.
class CrashIT {
    private static final int KILLS = 20;
    private static final int CELLS = 24;
    private static final long SEED = 20261123;

    @TempDir
    private Path temp;

    @Test
    void twenty_kills_at_random_points_cost_no_cell_and_observe_none_twice() throws Exception {
        // Given 24 cells of about half a second
        Path experiment = new SmallExperiment()
                .with("repetitions", "12")
                .with("simulation", "{ttft_ms: 200, tokens_per_second: 0, jitter: 0}")
                .writeTo(temp);
        var steelyard = new Launcher(temp);
        Path journal = temp.resolve("run/journal.jsonl");
        var random = new Random(SEED);

        // When the harness is killed again and again, a random while after its first new cell
        for (int kill = 0; kill < KILLS; kill++) {
            long before = Runs.cellsStarted(journal);
            Process harness = steelyard.start("run", experiment.toString(), "--out", "run", "--jobs", "2");
            Runs.await(() -> Runs.cellsStarted(journal) > before || !harness.isAlive());
            Thread.sleep(random.nextInt(600));
            harness.destroyForcibly().waitFor();
            Runs.await(() -> Runs.cellProcesses().isEmpty());
            JournalReader.read(journal);
        }
        steelyard
                .run("run", experiment.toString(), "--out", "run", "--jobs", "2")
                .isFine();

        // Then
        Runs.assertEachCellObservedOnce(temp.resolve("run"), CELLS);
        assertThat(Runs.cellProcesses()).isEmpty();
        assertThat(Runs.pooled(temp.resolve("run")).attempts().stream()
                        .filter(record -> record.outcome() == Outcome.INFRASTRUCTURE))
                .as("the test did interrupt cells")
                .isNotEmpty()
                .allMatch(record -> "harness_lost".equals(record.cause()))
                .extracting(RunRecord::success)
                .containsOnlyNulls();
    }
}
