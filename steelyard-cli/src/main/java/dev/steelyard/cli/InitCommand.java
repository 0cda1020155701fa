package dev.steelyard.cli;

import dev.steelyard.journal.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes a first experiment, commented, that runs as it is.
@Command(
        name = "init",
        description = "Write a commented experiment for a repository of your own; it runs as it is.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    /// For the editor; the first line of the experiment names it.
    private static final String SCHEMA = "experiment.schema.json";

    /// Relative paths of what is written, the same in the jar's `init/` folder.
    private static final List<String> FILES = List.of(
            "experiment.yaml",
            "subject/AGENTS.md",
            "changes/shorter-guide/AGENTS.md",
            "tasks/hello/prompt.md",
            "tasks/hello/workspace/names.txt",
            "tasks/hello/trajectory.yaml");

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "Where; it must not hold an experiment yet.", arity = "0..1")
    private Path folder = Path.of("experiment");

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder.resolve("experiment.yaml"))) {
            throw new UsageException(folder + " holds an experiment already");
        }
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(name), StandardOpenOption.CREATE_NEW);
        }
        Files.writeString(folder.resolve(SCHEMA), Schemas.text("experiment").orElseThrow());
        var out = surroundings.terminal().out();
        out.println("wrote " + folder.resolve("experiment.yaml") + " and what it names");
        out.println("next: steelyard plan " + folder);
        return ExitCode.FINE;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = InitCommand.class.getResourceAsStream("init/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
