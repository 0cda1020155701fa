package dev.steelyard.cli;

import dev.steelyard.journal.Schemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints a JSON Schema for editors.
@Command(
        name = "schema",
        description = "Print the JSON Schema of a file you write: experiment, trajectory or runner.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "KIND", arity = "0..1", description = "experiment (default), trajectory or runner.")
    private String kind = "experiment";

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String text = Schemas.text(kind)
                .orElseThrow(() -> new UsageException(
                        "there is no schema '" + kind + "'; there are: " + String.join(", ", Schemas.names())));
        surroundings.terminal().out().print(text);
        return ExitCode.FINE;
    }
}
