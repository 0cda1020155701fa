package dev.steelyard.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// JSON that is the same bytes on every machine: numbers as plain decimals of 12 significant digits, sorted keys,
/// `\n`, ASCII only (so no text in it can act on a terminal or a page).
final class Json {
    private static final MathContext DIGITS = new MathContext(12);
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    static String pretty(Map<String, @Nullable Object> document) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        return MAPPER.writer().with(printer).writeValueAsString(stable(document));
    }

    /// For a `script` element: no `<` survives, so no text can close it.
    static String forScript(Object document) {
        return MAPPER.writeValueAsString(stable(document))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object stable(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number -> decimal(BigDecimal.valueOf(requireFinite(number)));
            case BigDecimal number -> decimal(number);
            case Map<?, ?> map -> sorted(map);
            case Collection<?> items -> items.stream().map(Json::stable).toList();
            case String text -> text;
            case Integer number -> number;
            case Long number -> number;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), stable(value)));
        return sorted;
    }

    private static BigDecimal decimal(BigDecimal number) {
        var rounded = number.round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static double requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        return number;
    }
}
