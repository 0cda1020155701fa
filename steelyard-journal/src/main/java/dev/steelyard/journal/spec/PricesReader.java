package dev.steelyard.journal.spec;

import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Pins.PricePin;
import dev.steelyard.model.PriceBook;
import dev.steelyard.model.PriceSheet;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Finds what an experiment's model costs: as it states itself, or in a price book on the day of the run.
///
/// @param day on which the price must hold
record PricesReader(Path folder, LocalDate day, Problems problems) {
    private static final String KEY = "prices";

    /// Takes the place of a price that cannot be read, until the problems are thrown.
    private static final PriceSheet STAND_IN =
            new PriceSheet(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /// @param sheet null leaves every call unpriced
    /// @param pin null if no book was asked
    record Priced(@Nullable PriceSheet sheet, @Nullable PricePin pin) {}

    Priced read(Section top, ModelRef model) {
        if (!top.has(KEY)) {
            return model.simulated() ? new Priced(null, null) : asked(PriceBookFile.shipped(), model);
        }
        if (top.at(KEY) instanceof ScalarNode path && path.getTag().equals(Tag.STR)) {
            return ofFile(top, top.text(KEY), model);
        }
        return new Priced(top.section(KEY).map(PricesReader::stated).orElse(STAND_IN), null);
    }

    private static PriceSheet stated(Section section) {
        try (section) {
            return PriceSheetReader.read(section);
        }
    }

    /// Who names a book for a model means it to hold that model.
    private Priced ofFile(Section top, String path, ModelRef model) {
        if (!Files.isRegularFile(folder.resolve(path))) {
            problems.at(top.at(KEY), "there is no price book at '" + path + "'", "paths start at the experiment file");
            return new Priced(STAND_IN, null);
        }
        try {
            Priced priced = asked(PriceBookFile.read(folder.resolve(path).normalize()), model);
            if (priced.sheet() == null) {
                problems.at(
                        top.at(KEY),
                        "'" + path + "' has no price of " + model.value() + " on " + day,
                        "add a line for it, or state the prices here");
            }
            return priced;
        } catch (SpecException e) {
            problems.addAll(e.problems());
            return new Priced(STAND_IN, null);
        }
    }

    private Priced asked(PriceBookFile file, ModelRef model) {
        Optional<PriceBook.Line> line = file.book().line(model.value(), day);
        return new Priced(
                line.map(PriceBook.Line::sheet).orElse(null),
                new PricePin(
                        file.digest(),
                        line.map(PriceBook.Line::model).orElse(null),
                        line.map(PriceBook.Line::effectiveFrom).orElse(null),
                        line.map(PriceBook.Line::source).orElse(null)));
    }
}
