package dev.steelyard.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// List prices of many models over time, in USD.
///
/// @param asOf the day on which the lines were last compared with their sources
/// @param lines in the order of the file
public record PriceBook(LocalDate asOf, List<Line> lines) {
    /// Providers put the day of a snapshot behind the model's name: `-20250929`, `@20250929`, `-2025-08-07`.
    private static final Pattern SNAPSHOT = Pattern.compile("[-@](\\d{8}|\\d{4}-\\d{2}-\\d{2}|default|latest)$");

    /// What a model costs from a day on, until a later line of the same model.
    ///
    /// @param model `provider/name`
    /// @param effectiveFrom the first day for which the price is known to hold
    /// @param source address of the page that says so
    public record Line(String model, LocalDate effectiveFrom, String source, PriceSheet sheet) {}

    public PriceBook {
        lines = List.copyOf(lines);
    }

    /// Every model's line that held on a day, in the order of the file.
    public List<Line> on(LocalDate day) {
        return lines.stream()
                .map(Line::model)
                .distinct()
                .flatMap(model -> line(model, day).stream())
                .toList();
    }

    /// The line that held on a day; empty for a model or a time that the book does not know. A snapshot without lines
    /// of its own costs what its model costs.
    public Optional<Line> line(String model, LocalDate day) {
        String known = lines.stream().anyMatch(line -> line.model().equals(model))
                ? model
                : SNAPSHOT.matcher(model).replaceFirst("");
        return lines.stream()
                .filter(line ->
                        line.model().equals(known) && !line.effectiveFrom().isAfter(day))
                .max(Comparator.comparing(Line::effectiveFrom));
    }
}
