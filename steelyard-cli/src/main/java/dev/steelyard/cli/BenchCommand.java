package dev.steelyard.cli;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.Lab;
import dev.steelyard.lab.Machine;
import dev.steelyard.lab.RunOptions;
import dev.steelyard.lab.RunStop;
import dev.steelyard.lab.RunWatcher;
import dev.steelyard.lab.SharedModel;
import dev.steelyard.lab.Tree;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.lab.runner.Installer;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the harness itself: the reference runner against a model that answers at once.
@Command(
        name = "bench",
        description = "Measure how many cells a second this machine runs, and what the harness adds to each.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final double LEAST_CELLS_A_SECOND = 20;
    private static final double MOST_OVERHEAD_MS = 150;

    private final Surroundings surroundings;

    @Option(names = "--count", description = "About how many cells to run.")
    private int cells = 200;

    @Option(names = "--jobs", description = "Cells at work at the same time.")
    private int jobs = 2 * Runtime.getRuntime().availableProcessors();

    private double seconds;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("steelyard-bench-");
        try {
            PooledRun run = run(folder);
            return print(run) ? ExitCode.FINE : ExitCode.FAILED;
        } finally {
            Tree.delete(folder);
        }
    }

    private PooledRun run(Path folder) throws IOException, InterruptedException {
        var catalog = surroundings.catalog();
        ExperimentFile file = ExperimentFile.read(write(folder), catalog.names());
        Preparation preparation = Preparation.of(file, catalog, surroundings.folders(), _ -> {});
        var agents = new LinkedHashMap<String, Installed>();
        var installer = new Installer(surroundings.folders(), _ -> {});
        preparation.runners().forEach((name, definition) -> agents.put(name, installer.install(definition)));
        Machine machine = surroundings.machine();
        var lab = new Lab(preparation, new RunFolder(folder.resolve("run")), new RunOptions(jobs, 0, false, "bench"));
        long begun = System.nanoTime();
        try {
            return lab.run(
                    agents, SharedModel.upstream(preparation, Map.of()), machine, new RunStop(), new RunWatcher() {});
        } finally {
            seconds = (System.nanoTime() - begun) / 1e9;
            machine.sandbox().close();
        }
    }

    private Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("subject"));
        Files.writeString(folder.resolve("subject/AGENTS.md"), "Write hello to out.txt.\n");
        Files.createDirectories(folder.resolve("change"));
        Files.writeString(folder.resolve("change/AGENTS.md"), "Write hello.\n");
        Files.writeString(folder.resolve("trajectory.yaml"), """
                schema_version: 1
                steps:
                  - run: cat AGENTS.md
                  - run: echo hello > out.txt
                  - say: Done.
                """);
        return Files.writeString(folder.resolve("experiment.yaml"), """
                schema_version: 1
                name: bench
                question: How fast is the harness?
                subject: {path: subject, workspace: [AGENTS.md]}
                changes: {T: {overlay: change, touches: [AGENTS.md]}}
                conditions: {baseline: [], treated: [T]}
                runners: [reference]
                model: simulated
                simulation: {ttft_ms: 0, tokens_per_second: 0, jitter: 0}
                tasks: [{id: hello, prompt: Do as AGENTS.md says., trajectory: trajectory.yaml}]
                repetitions: %d
                """.formatted(Math.max(1, cells / 2)));
    }

    /// @return whether every cell was solved and both bars hold
    private boolean print(PooledRun run) {
        double[] overheads = run.attempts().stream()
                .mapToDouble(RunRecord::overheadS)
                .sorted()
                .toArray();
        long solved = run.attempts().stream()
                .filter(record -> Boolean.TRUE.equals(record.success()))
                .count();
        double cellsPerSecond = run.attempts().size() / seconds;
        double overheadMs = overheads[overheads.length / 2] * 1000;
        var out = surroundings.terminal().out();
        out.printf(
                "reference runner, zero-latency simulated model, 2 tool calls a cell, %d jobs, %d cores%n",
                jobs, Runtime.getRuntime().availableProcessors());
        out.printf("%d of %d cells solved in %.2f s%n", solved, run.attempts().size(), seconds);
        out.printf("%-34s %8.1f   (bar: at least %.0f)%n", "cells a second", cellsPerSecond, LEAST_CELLS_A_SECOND);
        out.printf(
                "%-34s %8.1f   (bar: at most %.0f)%n",
                "harness overhead a cell, median ms", overheadMs, MOST_OVERHEAD_MS);
        return solved == run.attempts().size()
                && cellsPerSecond >= LEAST_CELLS_A_SECOND
                && overheadMs <= MOST_OVERHEAD_MS;
    }
}
