package dev.steelyard.cli;

import dev.steelyard.journal.Pool;
import dev.steelyard.journal.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Analyses a run folder's files anew.
@Command(
        name = "report",
        description = "Write a run's report files anew from its journal, and show the result.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "A run folder.")
    private Path run = Path.of(".");

    @Mixin
    private Output output = new Output();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var folder = new RunFolder(run.toAbsolutePath().normalize());
        return output.writeAndShow(surroundings.terminal(), Pool.of(folder), folder);
    }
}
