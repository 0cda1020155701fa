package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON Schema as Google takes it: without `$schema`, with what it refers to in place. What refers to itself stays as
/// it is, and so does what would grow beyond measure.
final class GeminiJsonSchema {
    private static final int MOST_NODES = 20_000;
    private static final int DEEPEST = 100;
    private static final String REF = "$ref";
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    private final JsonNode root;
    private final Set<String> within = new HashSet<>(Set.of(""));
    private int nodes;
    private boolean incomplete;

    private GeminiJsonSchema(JsonNode root) {
        this.root = root;
    }

    static ObjectNode of(JsonNode schema) {
        var inlining = new GeminiJsonSchema(schema);
        ObjectNode inlined = Json.object();
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            if (!field.getKey().equals("$schema") && !DEFINITIONS.contains(field.getKey())) {
                inlined.set(field.getKey(), inlining.copy(field.getValue(), 1));
            }
        }
        inlined = inlining.referred(inlined, 0);
        if (inlining.incomplete) {
            for (String definitions : DEFINITIONS) {
                inlined.setAll(inlining.kept(definitions));
            }
        }
        return inlined;
    }

    /// Of a function's arguments, which are always an object.
    static ObjectNode ofArguments(JsonNode schema) {
        ObjectNode inlined = of(schema);
        return inlined.path("type").stringValue("").equals("object") ? inlined : inlined.put("type", "object");
    }

    private ObjectNode kept(String definitions) {
        ObjectNode kept = Json.object();
        return root.has(definitions) ? kept.set(definitions, root.path(definitions)) : kept;
    }

    private JsonNode copy(JsonNode node, int depth) {
        nodes++;
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(element -> array.add(copy(element, depth + 1)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.object();
        node.properties().forEach(field -> object.set(field.getKey(), copy(field.getValue(), depth + 1)));
        return referred(object, depth);
    }

    /// What stands beside a reference goes before what is referred to.
    private ObjectNode referred(ObjectNode object, int depth) {
        if (!object.path(REF).isString()) {
            return object;
        }
        String pointer = object.path(REF).stringValue();
        JsonNode target = pointer.startsWith("#/") ? root.at(JsonPointer.compile(pointer.substring(1))) : root;
        boolean fit = pointer.startsWith("#/") && target.isObject() && nodes < MOST_NODES && depth < DEEPEST;
        if (!fit || !within.add(pointer)) {
            incomplete = true;
            return object;
        }
        ObjectNode merged = (ObjectNode) copy(target, depth + 1);
        within.remove(pointer);
        object.remove(REF);
        return merged.setAll(object);
    }
}
