package dev.steelyard.gateway.strict;

import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// The two kinds of schema: JSON Schema, whose references must lead somewhere, and a closed subset of OpenAPI,
/// where one unknown word refuses the whole request.
final class GeminiSchemaRules {
    private static final Set<String> OPEN_API = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "items",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "minimum",
            "maximum");

    private GeminiSchemaRules() {}

    static void json(JsonNode schema, String place, boolean arguments, GeminiViolations found) {
        found.unless(schema.isObject(), place, "a schema is required");
        found.unless(!schema.has("$schema"), place, "$schema is no part of a schema here");
        found.unless(
                !arguments || schema.path("type").stringValue("").equals("object"),
                place,
                "parameters schema should be of type OBJECT");
        references(schema, schema, place, found);
    }

    private static void references(JsonNode node, JsonNode root, String place, GeminiViolations found) {
        if (node.path("$ref").isString()) {
            String pointer = node.path("$ref").stringValue();
            boolean leads = pointer.startsWith("#/")
                    && !root.at(JsonPointer.compile(pointer.substring(1))).isMissingNode();
            found.unless(leads, place, "reference to undefined schema: " + pointer);
        }
        node.forEach(child -> references(child, root, place, found));
    }

    static void openApi(JsonNode schema, String place, GeminiViolations found) {
        found.unknown(schema, place, OPEN_API);
        found.unless(!schema.path("type").isArray(), place, "Proto field is not repeating, cannot start list.");
        schema.path("properties").forEach(property -> openApi(property, place, found));
        schema.path("anyOf").forEach(option -> openApi(option, place, found));
        if (schema.has("items")) {
            openApi(schema.path("items"), place, found);
        }
    }
}
