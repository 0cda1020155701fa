package dev.steelyard.lab;

import dev.steelyard.lab.sandbox.Sandbox;
import java.util.Optional;

/// Where cells run.
///
/// @param user the numeric user and group that agents run as; empty for the harness's own
public record Machine(Folders folders, Sandbox sandbox, Optional<Integer> user) {
    /// `nobody` on every Linux.
    private static final int NOBODY = 65534;

    /// Agents never run as root: some refuse to, and none should.
    public static Optional<Integer> userFor(boolean root) {
        return root ? Optional.of(NOBODY) : Optional.empty();
    }
}
