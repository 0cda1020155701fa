package dev.steelyard.cli;

import dev.steelyard.gateway.RecordedUpstream;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.journal.spec.SpecProblem;
import dev.steelyard.lab.Lab;
import dev.steelyard.lab.RunOptions;
import dev.steelyard.lab.RunStop;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.recording.RecordedRun;
import dev.steelyard.lab.recording.ReplayedRun;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs an experiment again on the answers of an earlier run.
@Command(
        name = "replay",
        description =
                "Run the experiment of a recorded run again, with the model's answers from the recording: offline,"
                        + " for nothing. The same command again resumes it.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "The folder of a run that was made with --record.")
    private Path recorded = Path.of(".");

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description =
                    "How fast answers come: recorded, zero (at once), or a factor: 2 is twice as fast. Without it:"
                            + " zero.")
    private String speed = "zero";

    @Option(
            names = "--lenient",
            description = "Answer a request that was not recorded as the one most like it, if they are much alike.")
    private boolean lenient;

    @Option(
            names = "--experiment",
            paramLabel = "EXPERIMENT",
            description = "The experiment, if it is no longer where it was.")
    private @Nullable Path experiment;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run folder. Without it: runs/<experiment>-<hash of the replay's plan>.")
    private @Nullable Path out;

    @Option(names = "--jobs", paramLabel = "N", description = "Cells at work at the same time. Without it: one a core.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Mixin
    private Output output = new Output();

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1) {
            throw new UsageException("--jobs must be at least 1, got " + jobs);
        }
        ReplaySpeed pace = ReplaySpeed.of(speed);
        var run = RecordedRun.of(new RunFolder(recorded.toAbsolutePath().normalize()));
        var catalog = surroundings.catalog();
        ExperimentFile file = experiment(run, pace, catalog);
        Preparation preparation = Preparation.of(file, catalog, surroundings.folders(), this::say);
        RunFolder folder = new RunPlaces(out, false).of(preparation.plan());
        run.replayed(pace.speed(), lenient).claim(folder);
        var lab = new Lab(preparation, folder, new RunOptions(jobs, 0, false, Version.number()));
        var upstream = new RecordedUpstream(new ReplayedRun(run, folder), pace.speed(), lenient);
        var stop = new RunStop();
        PooledRun replayed = new Observer(surroundings, output.quiet(), this::say)
                .observed(lab, preparation, folder, upstream, stop);
        int code = output.writeAndShow(surroundings.terminal(), replayed, folder);
        tellMisses(replayed, folder);
        return stop.requested() && !replayed.complete() ? ExitCode.INTERRUPTED : code;
    }

    /// As it is now, not as it was: what was changed since shows as requests that were not recorded.
    private ExperimentFile experiment(RecordedRun run, ReplaySpeed pace, RunnerCatalog catalog) {
        Path place = Optional.ofNullable(experiment).orElse(run.experiment());
        if (experiment == null && !Files.exists(place)) {
            throw new SpecException(List.of(new SpecProblem(
                    place, 0, 0, "the recorded experiment is not here any more", "say where it is with --experiment")));
        }
        ExperimentFile file = ExperimentFile.read(place, catalog.names());
        ModelRef model = ModelRef.recording(pace.word(), run.model());
        return new ExperimentFile(file.file(), file.folder(), file.spec().withModel(model), file.prices());
    }

    private void tellMisses(PooledRun run, RunFolder folder) {
        for (RunRecord attempt : run.attempts()) {
            if ("replay_miss".equals(attempt.cause())) {
                Path place = folder.attempt(attempt.cellId(), attempt.attempt());
                surroundings.terminal().say(attempt.cellId() + ": " + attempt.detail() + " (in " + place + ")");
            }
        }
    }

    private void say(String message) {
        if (!output.quiet()) {
            surroundings.terminal().say(message);
        }
    }
}
