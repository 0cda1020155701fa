package dev.steelyard.journal.spec;

import dev.steelyard.model.ExperimentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// An experiment and the file it was read from.
///
/// @param folder where the spec's relative paths start, and what `{experiment}` stands for
public record ExperimentFile(Path file, Path folder, ExperimentSpec spec) {
    public static final String NAME = "experiment.yaml";

    /// Reads a file, or the `experiment.yaml` of a folder.
    ///
    /// @param runners the names an experiment may use
    /// @throws SpecException with every mistake of the file and the files it names
    public static ExperimentFile read(Path fileOrFolder, Set<String> runners) {
        Path given = fileOrFolder.toAbsolutePath().normalize();
        Path file = Files.isDirectory(given) ? given.resolve(NAME) : given;
        Path folder = java.util.Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        return new ExperimentFile(file, folder, new ExperimentReader(file, folder, runners).read());
    }

    public Path resolve(String relative) {
        return folder.resolve(relative).normalize();
    }
}
