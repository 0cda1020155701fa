package dev.steelyard.cli;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.model.Pins.PricePin;
import java.util.Optional;

/// Says where an experiment's prices come from, and warns where there are none.
final class PriceNote {
    private static final int SHORT_DIGEST = 12;

    private PriceNote() {}

    /// Empty if the experiment states its prices, or is simulated and has none.
    static Optional<String> of(ExperimentFile file) {
        return Optional.ofNullable(file.prices()).map(pin -> note(file, pin));
    }

    private static String note(ExperimentFile file, PricePin pin) {
        String book = "book " + pin.book().substring(0, SHORT_DIGEST);
        return pin.line() == null
                ? "warning: no price of " + file.spec().model().value() + " is known (" + book
                        + "): every call stays unpriced, which is not free; state 'prices'"
                : "prices: " + pin.line() + " from " + pin.effectiveFrom() + " (" + book + ", " + pin.source() + ")";
    }
}
