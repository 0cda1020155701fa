package dev.steelyard.cli;

import dev.steelyard.gateway.Upstream;
import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.Lab;
import dev.steelyard.lab.PilotGate;
import dev.steelyard.lab.RunOptions;
import dev.steelyard.lab.RunStop;
import dev.steelyard.lab.SharedModel;
import dev.steelyard.lab.plan.Preparation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs an experiment, or takes it up where it was left; a finished one is only shown.
@Command(
        name = "run",
        description = "Run an experiment. The same command again resumes it; when it is complete, it only shows it.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "A folder with an experiment.yaml, or the file.")
    private Path experiment = Path.of(ExperimentFile.NAME);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run folder. Without it: runs/<experiment>-<hash of the plan>.")
    private @Nullable Path out;

    @Option(names = "--jobs", paramLabel = "N", description = "Cells at work at the same time. Without it: one a core.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The gateway's port on loopback. Without it: any free one.")
    private int port;

    @Option(
            names = "--pilot",
            paramLabel = "DIR",
            description = "The run folder of the pilot this experiment waits for. Without it: under runs/.")
    private @Nullable Path pilot;

    @Option(
            names = "--record",
            description = "Keep what every call sent and got beside its cell, without keys, for steelyard replay.")
    private boolean record;

    @Option(
            names = "--dry-run",
            description = "Run no agent and spend nothing: fill the run folder with made-up, labelled records.")
    private boolean dryRun;

    @Mixin
    private Output output = new Output();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1) {
            throw new UsageException("--jobs must be at least 1, got " + jobs);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageException("--port must be from 0 to " + HIGHEST_PORT + ", got " + port);
        }
        var catalog = surroundings.catalog();
        ExperimentFile file = ExperimentFile.read(experiment, catalog.names());
        Preparation preparation = Preparation.of(file, catalog, surroundings.folders(), this::say);
        PriceNote.of(file).ifPresent(surroundings.terminal()::say);
        var places = new RunPlaces(out, dryRun);
        RunFolder folder = places.of(preparation.plan());
        if (folder.isOf(preparation.plan()) && isComplete(folder, dryRun)) {
            say("complete already: " + folder.path());
            return output.show(surroundings.terminal(), Pool.of(folder), folder);
        }
        new PilotGate(file, catalog, surroundings.folders(), new RunPlaces(pilot, false)::of).check();
        var lab = new Lab(preparation, folder, new RunOptions(jobs, port, record, Version.number()));
        var stop = new RunStop();
        PooledRun run = dryRun ? lab.dryRun() : observed(lab, preparation, folder, stop);
        int code = output.writeAndShow(surroundings.terminal(), run, folder);
        return stop.requested() && !run.complete() ? ExitCode.INTERRUPTED : code;
    }

    private static boolean isComplete(RunFolder folder, boolean dryRun) {
        if (!Files.exists(folder.path().resolve("report.html")) || !Files.exists(folder.journal())) {
            return false;
        }
        PooledRun run = Pool.of(folder);
        return run.complete() && run.synthetic() == dryRun;
    }

    private PooledRun observed(Lab lab, Preparation preparation, RunFolder folder, RunStop stop)
            throws InterruptedException {
        Upstream upstream =
                SharedModel.upstream(preparation, surroundings.terminal().environment());
        return new Observer(surroundings, output.quiet(), this::say).observed(lab, preparation, folder, upstream, stop);
    }

    private void say(String message) {
        if (!output.quiet()) {
            surroundings.terminal().say(message);
        }
    }
}
