package dev.steelyard.journal.spec;

import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Pins.PricePin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An experiment and the file it was read from.
///
/// @param folder where the spec's relative paths start, and what `{experiment}` stands for
/// @param prices where the spec's prices come from; null if no book was asked
public record ExperimentFile(
        Path file,
        Path folder,
        ExperimentSpec spec,
        @Nullable PricePin prices) {
    public static final String NAME = "experiment.yaml";

    /// As [#read(Path,Set,LocalDate)], with the prices of today.
    public static ExperimentFile read(Path fileOrFolder, Set<String> runners) {
        return read(fileOrFolder, runners, LocalDate.now(ZoneOffset.UTC));
    }

    /// Reads a file, or the `experiment.yaml` of a folder.
    ///
    /// @param runners the names an experiment may use
    /// @param day on which prices from a book must hold
    /// @throws SpecException with every mistake of the file and the files it names
    public static ExperimentFile read(Path fileOrFolder, Set<String> runners, LocalDate day) {
        Path given = fileOrFolder.toAbsolutePath().normalize();
        Path file = Files.isDirectory(given) ? given.resolve(NAME) : given;
        Path folder = java.util.Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        return new ExperimentReader(file, folder, runners, day).read();
    }

    public Path resolve(String relative) {
        return folder.resolve(relative).normalize();
    }
}
