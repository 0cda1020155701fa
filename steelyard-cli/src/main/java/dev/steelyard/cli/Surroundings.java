package dev.steelyard.cli;

import dev.steelyard.lab.Folders;
import dev.steelyard.lab.Machine;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.lab.sandbox.ProcessSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the commands find around them: the terminal, the installation, this machine.
record Surroundings(Terminal terminal) {
    /// Where Steelyard itself lies; the launcher says so.
    Path installation() {
        return Path.of(System.getProperty("steelyard.home", "."));
    }

    boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    Folders folders() {
        return Folders.of(terminal.environment(), root());
    }

    /// Searched in order: the folder named by `STEELYARD_RUNNERS`, `runners/` here, the user's, ours.
    RunnerCatalog catalog() {
        var folders = new ArrayList<Path>();
        terminal.variable("STEELYARD_RUNNERS").map(Path::of).ifPresent(folders::add);
        folders.add(Path.of("runners").toAbsolutePath());
        folders.add(configuration().resolve("runners"));
        folders.add(installation().resolve("runners"));
        return new RunnerCatalog(List.copyOf(folders));
    }

    private Path configuration() {
        return terminal.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".config"))
                .resolve("steelyard");
    }

    Machine machine() {
        Optional<Integer> user = Machine.userFor(root());
        return new Machine(folders().made(), ProcessSandbox.create(user), user);
    }
}
