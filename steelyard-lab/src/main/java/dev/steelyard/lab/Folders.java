package dev.steelyard.lab;

import dev.steelyard.journal.Reason;
import dev.steelyard.model.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where Steelyard keeps what is not an experiment's: installed agents, built subjects, and the cells at work.
///
/// @param cache survives; readable by the user the agents run as
/// @param cells emptied by whoever uses it next; short, and the same for every arm, because agents put the path of
///     their workspace into prompts
public record Folders(Path cache, Path cells) {
    private static final String NAME = "steelyard";

    /// `STEELYARD_CACHE` and `STEELYARD_CELLS` win; root uses `/var/cache`, because its home is closed to others.
    public static Folders of(Map<String, String> environment, boolean root) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        Path usual = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".cache"))
                .resolve(NAME);
        Path cache = named(environment, "STEELYARD_CACHE").orElse(root ? Path.of("/var/cache", NAME) : usual);
        Path cells = named(environment, "STEELYARD_CELLS")
                .orElse(Path.of(System.getProperty("java.io.tmpdir"), NAME + "-" + user()));
        return new Folders(cache.toAbsolutePath(), cells.toAbsolutePath());
    }

    /// A user without a name (Java says `?`) goes by number.
    private static String user() {
        String name = System.getProperty("user.name");
        try {
            return Name.isValid(name) ? name : "uid-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new LabException("cannot tell who runs this: " + Reason.of(e), e);
        }
    }

    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    public Path runners() {
        return cache.resolve("runners");
    }

    public Path subjects() {
        return cache.resolve("subjects");
    }

    /// @throws LabException if a folder cannot be made
    public Folders made() {
        try {
            Files.createDirectories(runners());
            Files.createDirectories(subjects());
            Files.createDirectories(cells);
        } catch (IOException e) {
            throw new LabException("cannot make a working folder: " + Reason.of(e), e);
        }
        return this;
    }
}
