package dev.steelyard.cli;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.model.ExperimentSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Reads an experiment and everything it names; builds and runs nothing.
@Command(
        name = "validate",
        description = "Check an experiment file and all it names, without building or running anything.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "A folder with an experiment.yaml, or the file.")
    private Path experiment = Path.of(ExperimentFile.NAME);

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var catalog = surroundings.catalog();
        ExperimentFile file = ExperimentFile.read(experiment, catalog.names());
        ExperimentSpec spec = file.spec();
        spec.runners().forEach(catalog::get);
        surroundings.terminal().out().println(spec.name() + ": " + Matrix.of(spec));
        PriceNote.of(file).ifPresent(surroundings.terminal()::say);
        return ExitCode.FINE;
    }
}
