package dev.steelyard.journal.litellm;

import dev.steelyard.model.CellId;
import java.util.Comparator;
import java.util.Optional;

/// An attempt at a cell, written `cell` or `cell/attempt`.
public record CellTry(CellId cell, int attempt) implements Comparable<CellTry> {
    private static final int MOST_ATTEMPTS = 1_000_000;

    /// Empty if the text names none.
    static Optional<CellTry> parse(String text) {
        int slash = text.indexOf('/');
        String attempt = slash < 0 ? "1" : text.substring(slash + 1);
        try {
            int number = attempt.matches("[1-9]\\d{0,6}") ? Integer.parseInt(attempt) : 0;
            var cell = new CellId(slash < 0 ? text : text.substring(0, slash));
            return number == 0 || number > MOST_ATTEMPTS ? Optional.empty() : Optional.of(new CellTry(cell, number));
        } catch (IllegalArgumentException _) {
            // Not a cell's name: that is the answer.
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(CellTry other) {
        return Comparator.comparing(CellTry::cell)
                .thenComparingInt(CellTry::attempt)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return attempt == 1 ? cell.value() : cell + "/" + attempt;
    }
}
