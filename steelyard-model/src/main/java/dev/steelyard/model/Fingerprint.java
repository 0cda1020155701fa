package dev.steelyard.model;

/// A piece of text that lies in the files an agent sees only when a change is applied: a prompt that carries it shows
/// that the change arrived.
///
/// @param text a stretch of one line, [#SHORTEST] to [#LONGEST] characters, without white space at its ends
public record Fingerprint(String change, String text) {
    /// Shorter texts turn up by chance.
    public static final int SHORTEST = 24;

    /// Longer ones may be cut by an agent's tools.
    public static final int LONGEST = 80;

    public Fingerprint {
        Name.require("change", change);
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new IllegalArgumentException("a fingerprint has " + SHORTEST + " to " + LONGEST
                    + " characters, not the " + text.length() + " of: " + text);
        }
        if (!text.equals(text.strip()) || text.chars().anyMatch(it -> it == '\n' || it == '\r')) {
            throw new IllegalArgumentException("a fingerprint is a stretch of one line, trimmed: " + text);
        }
    }
}
