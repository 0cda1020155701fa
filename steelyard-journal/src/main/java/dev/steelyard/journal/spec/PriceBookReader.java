package dev.steelyard.journal.spec;

import dev.steelyard.model.PriceBook;
import dev.steelyard.model.PriceBook.Line;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Reads a price book.
final class PriceBookReader {
    private static final String CURRENCY = "USD";

    private PriceBookReader() {}

    static PriceBook read(Section top) {
        try (top) {
            ExperimentReader.schemaVersion(top);
            if (!top.text("currency").equals(CURRENCY)) {
                top.problems().at(top.at("currency"), "costs are counted in USD", "currency: USD");
            }
            return new PriceBook(day(top, "as_of"), lines(top));
        }
    }

    private static List<Line> lines(Section top) {
        var lines = new ArrayList<Line>();
        top.requiredSection("models").ifPresent(models -> {
            for (String model : models.names()) {
                lines.addAll(lines(models, model));
            }
        });
        return lines;
    }

    private static List<Line> lines(Section models, String model) {
        var lines = new ArrayList<Line>();
        var days = new HashSet<LocalDate>();
        for (Section section : models.requiredSections(model)) {
            try (section) {
                var line = new Line(
                        model, day(section, "effective_from"), section.text("source"), PriceSheetReader.read(section));
                if (!days.add(line.effectiveFrom())) {
                    section.problems()
                            .at(section.at("effective_from"), "two prices of '" + model + "' begin on one day", "");
                }
                lines.add(line);
            }
        }
        return lines;
    }

    private static LocalDate day(Section section, String key) {
        String text = section.text(key);
        try {
            return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            section.problems().at(section.at(key), "'" + text + "' is not a day", "such as 2026-11-23");
            return LocalDate.EPOCH;
        }
    }
}
