package dev.steelyard.gateway.dialect;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's two ways to give a schema: as JSON Schema, or in a subset of OpenAPI whose types are in upper case.
final class GeminiSchema {
    private GeminiSchema() {}

    /// As JSON Schema; null if neither is given.
    static @Nullable JsonNode read(JsonNode jsonSchema, JsonNode openApi) {
        return jsonSchema.isObject() ? jsonSchema : openApi.isObject() ? lowered(openApi) : null;
    }

    /// Only a string is a type's name: below `properties` there may be a property that is called `type`.
    private static JsonNode lowered(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(element -> array.add(lowered(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("type") && value.isString()) {
                object.put("type", value.stringValue().toLowerCase(Locale.ROOT));
            } else {
                object.set(field.getKey(), lowered(value));
            }
        }
        return object;
    }
}
