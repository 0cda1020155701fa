package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.lab.PilotGate;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job, end to end: the README's command, with the real Claude Code and the real OpenCode from npm.
class PilotIT {
    private static final Path PILOT = Launcher.CHECKOUT.resolve("experiments/pilot");
    private static final Path RECOUNT = Path.of("src/test/oracles/tokens").toAbsolutePath();
    private static final int CELLS = 24;

    private static Launcher steelyard = new Launcher(Path.of("."));
    private static Path folder = Path.of(".");

    @BeforeAll
    static void thePilotIsRunOnce(@TempDir Path temp) throws Exception {
        steelyard = new Launcher(temp);
        steelyard.run("run", PILOT.toString(), "--record").isFine();
        folder = steelyard.onlyRun();
    }

    private static PooledRun run() {
        return Runs.pooled(folder);
    }

    private static double meanInputTokens(Predicate<RunRecord> which) {
        return run().observations().values().stream()
                .filter(which)
                .mapToLong(RunRecord::totalInputTokens)
                .average()
                .orElseThrow();
    }

    @Test
    void all_cells_are_observed_and_solved_by_the_pinned_agents() {
        Runs.assertEachCellObservedOnce(folder, CELLS);
        assertThat(run().observations().values())
                .allMatch(record -> record.outcome() == Outcome.SOLVED)
                .allMatch(RunRecord::simulated)
                .extracting(RunRecord::runnerVersion)
                .containsOnly("2.1.197", "1.18.33");
    }

    @Test
    void both_changes_reached_both_agents_and_no_control_cell() {
        assertThat(PilotGate.failings(run())).isEmpty();
        assertThat(run().observations().values())
                .allSatisfy(record -> assertThat(record.delivery()).containsOnlyKeys("T1", "T5"));
    }

    @Test
    void every_artefact_is_a_correct_diagram() throws Exception {
        for (RunRecord record : run().observations().values()) {
            Path workspace = folder.resolve("cells/" + record.cellId() + "/" + record.attempt() + "/workspace");
            node(PILOT, "verify-artefacts.mjs", workspace.toString(), record.task());
        }
    }

    @Test
    void input_tokens_are_the_count_of_the_request_bodies_by_another_tokenizer_for_every_call() throws Exception {
        command(RECOUNT, List.of("npm", "ci", "--no-audit", "--no-fund"));
        node(RECOUNT, "recount.mjs", folder.toString());
    }

    @Test
    void minified_examples_cut_the_input_of_the_cells_that_read_one() {
        for (String runner : List.of("claude-code", "opencode")) {
            Predicate<RunRecord> reads =
                    record -> record.runner().equals(runner) && record.task().equals("component-plan-comparison");
            double before =
                    meanInputTokens(reads.and(record -> record.condition().equals("baseline")));
            double after =
                    meanInputTokens(reads.and(record -> record.condition().equals("c1")));
            assertThat(after).as(runner).isLessThan(0.95 * before);
        }
    }

    @Test
    void cells_with_as_many_calls_that_read_no_example_are_within_a_percent() {
        // Given the first call of each cell: prompt and guide, before any tool ran
        var first = run().calls().stream().filter(call -> call.seq() == 1).toList();

        // Then the arms differ by the few words that T5 corrects
        for (String runner : List.of("claude-code", "opencode")) {
            var tokens = first.stream()
                    .filter(call -> call.cellId().value().startsWith(runner + "."))
                    .filter(call -> !call.cellId().value().contains("component"))
                    .mapToLong(call -> call.usage().totalInput())
                    .summaryStatistics();
            assertThat((double) tokens.getMax()).as(runner).isLessThan(1.02 * tokens.getMin());
        }
    }

    @Test
    void the_harness_adds_little_to_a_cell() {
        double[] overheads = run().observations().values().stream()
                .mapToDouble(RunRecord::overheadS)
                .sorted()
                .toArray();
        // The bar is 0.150; it is measured on a quiet machine by the bench. Here only a blunder would show.
        assertThat(overheads[overheads.length / 2]).isLessThan(1.0);
    }

    @Test
    void the_same_command_again_only_shows_the_result() throws Exception {
        // Given
        byte[] journal = Files.readAllBytes(folder.resolve("journal.jsonl"));

        // When
        long begun = System.nanoTime();
        Launcher.Result again = steelyard.run("run", PILOT.toString()).isFine();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(again.err()).contains("complete already");
        assertThat(again.out()).contains("claude-code", "opencode", "SIMULATED");
        assertThat(folder.resolve("journal.jsonl")).hasBinaryContent(journal);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_run_folder_holds_what_the_design_says() {
        assertThat(folder)
                .isDirectoryContaining("glob:**/plan.json")
                .isDirectoryContaining("glob:**/experiment.resolved.yaml")
                .isDirectoryContaining("glob:**/journal.jsonl")
                .isDirectoryContaining("glob:**/cells.jsonl")
                .isDirectoryContaining("glob:**/calls.jsonl")
                .isDirectoryContaining("glob:**/summary.json")
                .isDirectoryContaining("glob:**/report.md")
                .isDirectoryContaining("glob:**/report.html");
    }

    private static void node(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        command(folder, command);
    }

    private static void command(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
