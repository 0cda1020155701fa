package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The subset that structured answers take: every object closed, no bounds on numbers, lengths or counts.
final class AnthropicOutputSchema {
    private static final Set<String> REFUSED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "propertyNames");

    private final Losses losses;

    AnthropicOutputSchema(Losses losses) {
        this.losses = losses;
    }

    /// An object without properties would have to be empty.
    static boolean fits(JsonNode schema) {
        return !schema.path("properties").isEmpty();
    }

    ObjectNode of(JsonNode schema) {
        ObjectNode closed = Json.object();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (REFUSED.contains(key) || (key.equals("minItems") && value.longValue(0) > 1)) {
                losses.add("output_schema:" + key);
            } else if (key.equals("properties") || key.equals("$defs") || key.equals("definitions")) {
                ObjectNode inner = closed.putObject(key);
                value.properties().forEach(one -> inner.set(one.getKey(), any(one.getValue())));
            } else if (!key.equals("additionalProperties") && !key.equals("$schema")) {
                closed.set(key, nested(key) ? any(value) : value);
            }
        }
        if (schema.path("type").stringValue("").equals("object") || schema.has("properties")) {
            closed.put("type", "object").put("additionalProperties", false);
        }
        return closed;
    }

    private static boolean nested(String key) {
        return Set.of("items", "anyOf", "oneOf", "allOf", "prefixItems").contains(key);
    }

    private JsonNode any(JsonNode value) {
        if (value.isObject()) {
            return of(value);
        }
        if (value.isArray()) {
            ArrayNode list = Json.array();
            value.forEach(one -> list.add(any(one)));
            return list;
        }
        return value;
    }
}
