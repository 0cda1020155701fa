package dev.steelyard.model;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Digests (SHA-256, hex) of everything outside the experiment file that a cell depends on.
///
/// @param subjects condition → digest of the built subject's files
/// @param fixtures task → digest of its fixture folder; tasks without one are absent
/// @param runners runner → what was pinned of it
/// @param prices the book that was asked for prices; null if the experiment states its own, or is simulated and has
/// none
public record Pins(
        Map<String, String> subjects,
        Map<String, String> fixtures,
        Map<String, RunnerPin> runners,
        @Nullable PricePin prices) {
    public Pins {
        subjects = java.util.Collections.unmodifiableMap(new TreeMap<>(subjects));
        fixtures = java.util.Collections.unmodifiableMap(new TreeMap<>(fixtures));
        runners = java.util.Collections.unmodifiableMap(new TreeMap<>(runners));
    }

    /// No book was asked for prices.
    public Pins(Map<String, String> subjects, Map<String, String> fixtures, Map<String, RunnerPin> runners) {
        this(subjects, fixtures, runners, null);
    }

    /// @param version the agent's pinned version
    /// @param definition digest of the runner's definition
    public record RunnerPin(String version, String definition) {}

    /// The price itself is in the experiment. Of a model that the book does not know, all but the book is null.
    ///
    /// @param book digest of the book's bytes
    /// @param line the model under which the price stands
    public record PricePin(
            String book,
            @Nullable String line,
            @Nullable LocalDate effectiveFrom,
            @Nullable String source) {}
}
