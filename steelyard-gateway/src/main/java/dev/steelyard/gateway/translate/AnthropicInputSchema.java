package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A tool's arguments: valid JSON Schema 2020-12 with an object at the root, and no alternatives there. What older
/// drafts and OpenAPI say otherwise is said anew.
final class AnthropicInputSchema {
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "allOf");

    private final Losses losses;

    AnthropicInputSchema(Losses losses) {
        this.losses = losses;
    }

    ObjectNode of(JsonNode schema) {
        ObjectNode root = Json.object().put("type", "object");
        if (!(schema instanceof ObjectNode given)) {
            return root;
        }
        ObjectNode clean = clean(given);
        clean.properties().stream()
                .filter(entry -> !entry.getKey().equals("type") && !ALTERNATIVES.contains(entry.getKey()))
                .filter(entry -> !entry.getKey().equals("$schema") || current(entry.getValue()))
                .forEach(entry -> root.set(entry.getKey(), entry.getValue()));
        ALTERNATIVES.stream().sorted().filter(clean::has).forEach(key -> merge(key, clean.path(key), root));
        return root;
    }

    private static boolean current(JsonNode draft) {
        return draft.stringValue("").contains("2020-12");
    }

    /// Every branch's properties, of which those are required that all branches require.
    private void merge(String key, JsonNode branches, ObjectNode root) {
        losses.add("schema:root_" + key);
        ObjectNode properties = root.withObject("/properties");
        Set<String> required = null;
        for (JsonNode branch : branches) {
            branch.path("properties").properties().stream()
                    .filter(entry -> !properties.has(entry.getKey()))
                    .forEach(entry -> properties.set(entry.getKey(), entry.getValue()));
            Set<String> here = strings(branch.path("required"));
            if (required == null) {
                required = here;
            } else if (key.equals("allOf")) {
                required.addAll(here);
            } else {
                required.retainAll(here);
            }
        }
        Set<String> all = strings(root.path("required"));
        all.addAll(required == null ? Set.of() : required);
        if (!all.isEmpty()) {
            ArrayNode list = root.putArray("required");
            all.forEach(list::add);
        }
    }

    private static Set<String> strings(JsonNode list) {
        Set<String> strings = new LinkedHashSet<>();
        list.forEach(one -> strings.add(one.stringValue("")));
        return strings;
    }

    private ObjectNode clean(ObjectNode schema) {
        ObjectNode clean = Json.object();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            switch (key) {
                case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas" ->
                    clean.set(key, named(value));
                case "items" -> clean.set(value.isArray() ? "prefixItems" : key, any(value));
                case "type" -> type(value, clean);
                case "required" -> {
                    if (value.isArray()) {
                        clean.set(key, value);
                    }
                }
                case "exclusiveMinimum", "exclusiveMaximum" -> bound(key, value, schema, clean);
                case "anyOf", "oneOf", "allOf", "prefixItems", "not", "additionalProperties", "contains" ->
                    clean.set(key, any(value));
                default -> clean.set(key, value);
            }
        }
        return clean;
    }

    private ObjectNode named(JsonNode schemas) {
        ObjectNode clean = Json.object();
        schemas.properties().forEach(entry -> clean.set(entry.getKey(), any(entry.getValue())));
        return clean;
    }

    private JsonNode any(JsonNode value) {
        if (value instanceof ObjectNode schema) {
            return clean(schema);
        }
        if (value.isArray()) {
            ArrayNode clean = Json.array();
            value.forEach(one -> clean.add(any(one)));
            return clean;
        }
        return value;
    }

    private static void type(JsonNode value, ObjectNode clean) {
        if (value.isArray()) {
            ArrayNode types = Json.array();
            value.forEach(one -> types.add(one.stringValue("").toLowerCase(Locale.ROOT)));
            clean.set("type", types);
            return;
        }
        String type = value.stringValue("").toLowerCase(Locale.ROOT);
        if (TYPES.contains(type)) {
            clean.put("type", type);
        }
    }

    /// Once a flag beside `minimum` or `maximum`, now the bound itself.
    private static void bound(String key, JsonNode value, ObjectNode schema, ObjectNode clean) {
        String inclusive = key.equals("exclusiveMinimum") ? "minimum" : "maximum";
        if (value.isNumber()) {
            clean.set(key, value);
        } else if (value.booleanValue(false) && schema.path(inclusive).isNumber()) {
            clean.set(key, schema.path(inclusive));
        }
    }
}
