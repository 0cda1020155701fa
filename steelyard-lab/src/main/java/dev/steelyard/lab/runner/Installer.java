package dev.steelyard.lab.runner;

import dev.steelyard.journal.Reason;
import dev.steelyard.lab.BuildCommand;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Permissions;
import dev.steelyard.lab.Tree;
import dev.steelyard.model.RunnerSpec.Install;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gets agents onto this machine: once, before any cell, into a cache of Steelyard's own, never globally.
public final class Installer {
    private final Folders folders;
    private final Consumer<String> progress;

    public Installer(Folders folders, Consumer<String> progress) {
        this.folders = folders;
        this.progress = progress;
    }

    /// The agent, installed if it is not there yet, after it told its version.
    ///
    /// @throws LabException if it cannot be installed or run, or is not the version that is pinned
    public Installed install(RunnerDefinition definition) {
        Path bin = switch (definition.spec().install()) {
            case Install.Npm npm -> npm(definition, npm);
            case Install.OnPath onPath -> onPath(definition, onPath);
            case Install.BuiltIn _ -> folders.runners();
        };
        return new Installed(definition, bin, AgentVersion.checked(definition, bin));
    }

    /// Whether [#install] would have nothing to fetch.
    public boolean present(RunnerDefinition definition) {
        return switch (definition.spec().install()) {
            case Install.Npm _ -> Files.isDirectory(home(definition));
            case Install.OnPath onPath -> find(onPath.executable()).isPresent();
            case Install.BuiltIn _ -> true;
        };
    }

    private Path home(RunnerDefinition definition) {
        String key = definition.digest().substring(0, 12);
        return folders.runners().resolve(definition.spec().name() + "-" + definition.pinnedVersion() + "-" + key);
    }

    private Path npm(RunnerDefinition definition, Install.Npm npm) {
        Path home = home(definition);
        if (!Files.isDirectory(home)) {
            progress.accept("installing " + definition.spec().title() + " " + definition.pinnedVersion()
                    + size(npm.bytes()) + ", once");
            fetch(definition, npm, home);
        }
        return home.resolve("node_modules").resolve(".bin");
    }

    private static String size(long bytes) {
        return bytes == 0 ? "" : " (about " + bytes / 1_000_000 + " MB)";
    }

    private void fetch(RunnerDefinition definition, Install.Npm npm, Path home) {
        try {
            Path draft = Files.createTempDirectory(folders.runners(), ".draft-");
            try {
                Files.writeString(draft.resolve("package.json"), manifest(npm));
                Path lock = definition.file().map(file -> file.lockfile()).orElse(null);
                new BuildCommand(
                                npmCommand(draft, lock),
                                draft,
                                "the installation of " + definition.spec().name())
                        .run();
                Permissions.readableByAll(draft);
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Tree.delete(draft);
            }
        } catch (IOException e) {
            throw new LabException(definition.spec().name() + " cannot be installed: " + Reason.of(e), e);
        }
    }

    /// With a lockfile npm refuses any archive whose content is not the one pinned.
    private static List<String> npmCommand(Path draft, @Nullable Path lock) throws IOException {
        if (lock == null) {
            return List.of("npm", "install", "--no-audit", "--no-fund", "--save-exact");
        }
        Files.copy(lock, draft.resolve("package-lock.json"));
        return List.of("npm", "ci", "--no-audit", "--no-fund");
    }

    private static String manifest(Install.Npm npm) {
        String dependencies = npm.packages().stream()
                .map(pinned -> "\"" + pinned.substring(0, pinned.lastIndexOf('@')) + "\": \""
                        + pinned.substring(pinned.lastIndexOf('@') + 1) + "\"")
                .collect(Collectors.joining(", "));
        return "{\"private\": true, \"dependencies\": {" + dependencies + "}}\n";
    }

    private static Path onPath(RunnerDefinition definition, Install.OnPath onPath) {
        return find(onPath.executable())
                .orElseThrow(() -> new LabException("the agent '"
                        + definition.spec().name() + "' is missing: no '" + onPath.executable() + "' on the PATH"));
    }

    /// The folder of the harness's PATH that holds a program.
    public static Optional<Path> find(String executable) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve(executable)))
                .findFirst();
    }
}
