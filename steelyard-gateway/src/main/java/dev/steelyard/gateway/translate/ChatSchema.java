package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas that OpenAI takes: for arguments, any whose root is an object with properties and no
/// alternatives.
final class ChatSchema {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
    private static final List<String> REFUSED_AT_ROOT = List.of("enum", "not", "const");
    private static final Set<String> STRICT_WORDS = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "description",
            "title",
            "anyOf",
            "$ref",
            "$defs",
            "$schema");

    private ChatSchema() {}

    /// A root that offers alternatives becomes one object with the properties of all of them, of which only
    /// those are required that the root required.
    static JsonNode arguments(JsonNode schema, Losses losses) {
        boolean plain = schema.path("type").stringValue("").equals("object")
                && schema.path("properties").isObject();
        boolean alternatives = ALTERNATIVES.stream().anyMatch(schema::has)
                || REFUSED_AT_ROOT.stream().anyMatch(schema::has);
        if (plain && !alternatives) {
            return schema;
        }
        ObjectNode object = Json.object().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        if (schema.isObject()) {
            schema.forEachEntry((word, value) -> object.set(word, value));
            object.put("type", "object").set("properties", properties);
            object.remove(ALTERNATIVES);
            object.remove(REFUSED_AT_ROOT);
        }
        gather(schema, properties);
        if (alternatives) {
            losses.add("schema:root_alternatives");
        }
        return object;
    }

    private static void gather(JsonNode schema, ObjectNode properties) {
        schema.path("properties").forEachEntry(properties::putIfAbsent);
        for (String word : ALTERNATIVES) {
            schema.path(word).forEach(one -> one.path("properties").forEachEntry(properties::putIfAbsent));
        }
    }

    /// Whether the API would take it with `strict: true`, which binds the model to it.
    static boolean strict(JsonNode schema) {
        if (!schema.isObject()) {
            return false;
        }
        for (Iterator<String> words = schema.propertyNames().iterator(); words.hasNext(); ) {
            if (!STRICT_WORDS.contains(words.next())) {
                return false;
            }
        }
        boolean object =
                schema.has("properties") || schema.path("type").stringValue("").equals("object");
        return (!object || closed(schema))
                && schema.path("properties").valueStream().allMatch(ChatSchema::strict)
                && schema.path("$defs").valueStream().allMatch(ChatSchema::strict)
                && schema.path("anyOf").valueStream().allMatch(ChatSchema::strict)
                && (!schema.has("items") || strict(schema.path("items")));
    }

    private static boolean closed(JsonNode object) {
        Set<String> required = new HashSet<>();
        if (object.path("required") instanceof ArrayNode names) {
            names.forEach(name -> required.add(name.stringValue("")));
        }
        JsonNode more = object.path("additionalProperties");
        return more.isBoolean()
                && !more.booleanValue()
                && required.equals(Set.copyOf(object.path("properties").propertyNames()));
    }
}
