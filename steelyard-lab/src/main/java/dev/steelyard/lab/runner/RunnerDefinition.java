package dev.steelyard.lab.runner;

import dev.steelyard.journal.Reason;
import dev.steelyard.journal.spec.RunnerFile;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Tree;
import dev.steelyard.model.Pins;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.RunnerSpec.Install;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A runner and the file that defines it; empty for the built-in one.
public record RunnerDefinition(RunnerSpec spec, Optional<RunnerFile> file) {
    /// The version this definition pins.
    public String pinnedVersion() {
        return switch (spec.install()) {
            case Install.Npm npm -> version(npm.packages().getFirst());
            case Install.OnPath onPath -> onPath.version();
            case Install.BuiltIn _ -> ReferenceRunner.VERSION;
        };
    }

    private static String version(String npmPackage) {
        return npmPackage.substring(npmPackage.lastIndexOf('@') + 1);
    }

    public Pins.RunnerPin pin() {
        return new Pins.RunnerPin(pinnedVersion(), digest());
    }

    /// Of the definition: what decides how the agent is driven. Not of the lockfile, which differs by platform and
    /// only checks that what is fetched is the version pinned here.
    public String digest() {
        return file.map(definition -> Tree.digest(text(definition.file())))
                .orElseGet(() -> Tree.digest(spec.toString()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LabException("the runner's file " + file + " cannot be read: " + Reason.of(e), e);
        }
    }
}
