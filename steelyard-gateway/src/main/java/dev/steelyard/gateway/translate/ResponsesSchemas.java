package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas as OpenAI takes them for a function that is not strict: the root is a plain object that lists its
/// properties, and every array says what it holds. The rest stays as the agent wrote it.
final class ResponsesSchemas {
    private static final List<String> NOT_AT_ROOT = List.of("anyOf", "oneOf", "allOf", "enum", "not");

    /// What stands there is no schema.
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples", "required");

    private static final int DEEPEST = 200;

    private ResponsesSchemas() {}

    static ObjectNode parameters(JsonNode schema, Losses losses) {
        ObjectNode root = schema.isObject() ? schema.deepCopy().asObject() : Json.object();
        root.put("type", "object");
        if (!root.path("properties").isObject()) {
            root.putObject("properties");
        }
        for (String keyword : NOT_AT_ROOT) {
            JsonNode removed = root.remove(keyword);
            if (removed != null) {
                losses.add("schema:" + keyword);
                removed.forEach(branch -> adopt(root, branch));
            }
        }
        complete(root, 0);
        return root;
    }

    /// The properties of a branch are still told, though no longer which of them go together.
    private static void adopt(ObjectNode root, JsonNode branch) {
        ObjectNode properties = root.withObject("/properties");
        branch.path("properties").forEachEntry((name, property) -> {
            if (!properties.has(name)) {
                properties.set(name, property);
            }
        });
    }

    private static void complete(JsonNode node, int depth) {
        if (depth == DEEPEST) {
            return;
        }
        if (node instanceof ObjectNode object
                && object.path("type").stringValue("").equals("array")) {
            if (!object.has("items")) {
                object.putObject("items");
            }
        }
        if (node.isObject()) {
            node.forEachEntry((name, inner) -> {
                if (!DATA.contains(name)) {
                    complete(inner, depth + 1);
                }
            });
        } else if (node.isArray()) {
            node.forEach(inner -> complete(inner, depth + 1));
        }
    }
}
