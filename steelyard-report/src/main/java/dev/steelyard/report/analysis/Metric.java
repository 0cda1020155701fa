package dev.steelyard.report.analysis;

import dev.steelyard.model.RunRecord;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is measured of an observation; less is better in all of them. The list is closed: a metric is one line here
/// and one in `docs/formats/summary.md`.
public enum Metric {
    WALL_S("s", "Wall clock", RunRecord::wallS),
    MODEL_S("s", "Model time", RunRecord::modelS),
    TOTAL_INPUT_TOKENS("tokens", "Input tokens", RunRecord::totalInputTokens),
    FRESH_INPUT_TOKENS("tokens", "Fresh input", RunRecord::freshInputTokens),
    CACHE_READ_TOKENS("tokens", "Cache read", RunRecord::cacheReadTokens),
    OUTPUT_TOKENS("tokens", "Output tokens", RunRecord::outputTokens),
    COST_USD("USD", "Cost", RunRecord::costUsd),
    CALLS("calls", "Model calls", RunRecord::calls);

    private final String unit;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // accessors of a record hold no state
    private final Function<RunRecord, @Nullable Number> extractor;

    Metric(String unit, String label, Function<RunRecord, @Nullable Number> extractor) {
        this.unit = unit;
        this.label = label;
        this.extractor = extractor;
    }

    /// For the head of a column: the label, with the unit where the label does not hold it.
    public String heading() {
        return switch (unit) {
            case "s", "USD" -> label + ", " + unit;
            default -> label;
        };
    }

    /// The field's name in the records.
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String unit() {
        return unit;
    }

    /// For people.
    public String label() {
        return label;
    }

    /// Empty where it is not known; never 0 for that.
    public OptionalDouble of(RunRecord observation) {
        Number value = extractor.apply(observation);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }
}
