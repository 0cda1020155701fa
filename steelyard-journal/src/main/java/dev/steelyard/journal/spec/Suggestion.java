package dev.steelyard.journal.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean …": the known word nearest to an unknown one.
public final class Suggestion {
    private Suggestion() {}

    /// The nearest of `known` within a third of the word's length (at least 2 edits), if any.
    public static Optional<String> nearest(String word, Collection<String> known) {
        int tolerance = Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= tolerance)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> "did you mean '" + candidate + "'?")
                .orElse(known.isEmpty() ? "" : "one of: " + String.join(", ", known));
    }

    /// Levenshtein's distance, ignoring case.
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
