package dev.steelyard.model;

import java.util.Map;
import java.util.TreeMap;

/// Digests (SHA-256, hex) of everything outside the experiment file that a cell depends on.
///
/// @param subjects condition → digest of the built subject's files
/// @param fixtures task → digest of its fixture folder; tasks without one are absent
/// @param runners runner → what was pinned of it
public record Pins(Map<String, String> subjects, Map<String, String> fixtures, Map<String, RunnerPin> runners) {
    public Pins {
        subjects = java.util.Collections.unmodifiableMap(new TreeMap<>(subjects));
        fixtures = java.util.Collections.unmodifiableMap(new TreeMap<>(fixtures));
        runners = java.util.Collections.unmodifiableMap(new TreeMap<>(runners));
    }

    /// @param version the agent's pinned version
    /// @param definition digest of the runner's definition
    public record RunnerPin(String version, String definition) {}
}
