package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.GeminiField;
import dev.steelyard.gateway.dialect.GeminiSchema;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a `generationConfig`.
final class GeminiSettings {
    private static final Set<String> CARRIED = Set.of(
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "stopSequences",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "thinkingConfig");

    private GeminiSettings() {}

    static Sampling sampling(JsonNode config, Losses losses) {
        GeminiRequestReader.tell(telling(config), CARRIED, losses);
        List<String> stops = new ArrayList<>();
        GeminiField.of(config, "stopSequences").forEach(stop -> stops.add(stop.stringValue("")));
        stops.removeIf(String::isEmpty);
        return new Sampling(
                whole(GeminiField.of(config, "maxOutputTokens")),
                number(config.path("temperature")),
                number(GeminiField.of(config, "topP")),
                whole(GeminiField.of(config, "topK")),
                whole(config.path("seed")),
                stops);
    }

    /// Without what only says what would be so anyway.
    private static JsonNode telling(JsonNode config) {
        ObjectNode telling = Json.object();
        config.propertyStream()
                .filter(field -> !field.getValue().isNull())
                .filter(field -> !usual(GeminiField.snake(field.getKey()), field.getValue()))
                .forEach(field -> telling.set(field.getKey(), field.getValue()));
        return telling;
    }

    private static boolean usual(String field, JsonNode value) {
        return switch (field) {
            case "candidate_count" -> value.asInt(0) == 1;
            case "presence_penalty", "frequency_penalty" -> value.asDouble(1) == 0;
            case "response_modalities" ->
                value.size() == 1 && value.path(0).stringValue("").equals("TEXT");
            case "response_logprobs" -> !value.booleanValue(true);
            default -> false;
        };
    }

    /// Google's Python SDK writes whole numbers with a fraction of zero.
    private static @Nullable Long whole(JsonNode number) {
        return number.isNumber() && number.asDouble() == Math.rint(number.asDouble()) ? (Long) number.asLong() : null;
    }

    private static @Nullable Double number(JsonNode number) {
        return number.isNumber() ? (Double) number.asDouble() : null;
    }

    static Effort effort(JsonNode config) {
        JsonNode thinking = GeminiField.of(config, "thinkingConfig");
        boolean visible = GeminiField.of(thinking, "includeThoughts").booleanValue(false);
        String level = GeminiField.of(thinking, "thinkingLevel").stringValue("").toLowerCase(Locale.ROOT);
        if (!level.isEmpty()) {
            return new Effort.Level(level.endsWith("unspecified") ? "" : level, visible);
        }
        Long budget = whole(GeminiField.of(thinking, "thinkingBudget"));
        if (budget == null) {
            return visible ? new Effort.Level("", true) : new Effort.Unsaid();
        }
        return budget == 0
                ? new Effort.Off()
                : budget > 0 ? new Effort.Budget(budget, visible) : new Effort.Level("", visible);
    }

    static @Nullable OutputForm output(JsonNode config) {
        JsonNode schema = GeminiSchema.read(
                GeminiField.of(config, "responseJsonSchema"), GeminiField.of(config, "responseSchema"));
        boolean anyJson =
                GeminiField.of(config, "responseMimeType").stringValue("").equals("application/json");
        return schema != null
                ? new OutputForm("response", schema)
                : anyJson ? new OutputForm("response", Json.object()) : null;
    }
}
