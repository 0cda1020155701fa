package dev.steelyard.gateway.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's two ways to give a schema: as JSON Schema, or in a subset of OpenAPI whose types are in upper case, whose
/// counts may be strings, and where `nullable` stands beside the type.
public final class GeminiSchema {
    private static final Set<String> COUNTS = Set.of(
            "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "minimum", "maximum");
    private static final String NULLABLE = "nullable";

    private GeminiSchema() {}

    /// As JSON Schema; null if neither is given.
    public static @Nullable JsonNode read(JsonNode jsonSchema, JsonNode openApi) {
        return jsonSchema.isObject() ? jsonSchema : openApi.isObject() ? lowered(openApi) : null;
    }

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
            object.set(field.getKey(), keyword(field.getKey(), field.getValue()));
        }
        if (object.path(NULLABLE).isBoolean()) {
            nullable(object);
        }
        return object;
    }

    /// Only a string is a type's name: below `properties` there may be a property that is called `type`.
    private static JsonNode keyword(String name, JsonNode value) {
        if (name.equals("type") && value.isString()) {
            return Json.text(value.stringValue().toLowerCase(Locale.ROOT));
        }
        if (COUNTS.contains(name) && value.isString() && value.stringValue().matches("-?[0-9]{1,18}")) {
            return Json.number(Long.parseLong(value.stringValue()));
        }
        boolean data = name.equals("enum") || name.equals("default") || name.equals("example");
        return data ? value : lowered(value);
    }

    private static void nullable(ObjectNode schema) {
        boolean nullToo = schema.path(NULLABLE).booleanValue(false);
        schema.remove(NULLABLE);
        JsonNode type = schema.path("type");
        if (nullToo && type.isString()) {
            schema.set("type", Json.array().add(type).add("null"));
        }
    }
}
