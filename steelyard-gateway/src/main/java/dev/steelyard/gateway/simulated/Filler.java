package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Json;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Finds plausible values for what a JSON Schema requires: its `const`, `default` or first `enum` value, else
/// something of its type.
record Filler(String workingDirectory) {
    private static final Set<String> FOLDERS =
            Set.of("cwd", "workdir", "working_directory", "workingdirectory", "directory", "dir_path");
    private static final Set<String> REASONS = Set.of("description", "explanation", "justification", "toolaction");
    /// Milliseconds; also long enough if a tool counts in seconds.
    private static final int PATIENCE = 120_000;

    /// Adds the required properties that `target` lacks.
    ObjectNode complete(ObjectNode target, JsonNode schema) {
        for (JsonNode required : schema.path("required")) {
            String name = required.stringValue("");
            if (!target.has(name)) {
                target.set(name, value(name, schema.path("properties").path(name)));
            }
        }
        return target;
    }

    private JsonNode value(String name, JsonNode schema) {
        for (JsonNode given : new JsonNode[] {
            schema.path("const"), schema.path("default"), schema.path("enum").path(0)
        }) {
            if (!given.isMissingNode()) {
                return given;
            }
        }
        JsonNode alternative = schema.path("anyOf").path(0);
        return alternative.isMissingNode() ? ofType(name, schema) : value(name, alternative);
    }

    private JsonNode ofType(String name, JsonNode schema) {
        return switch (type(schema)) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "integer", "number" -> number(name, schema);
            case "array" -> Json.array();
            case "object" -> complete(Json.object(), schema);
            case String _ -> JsonNodeFactory.instance.stringNode(text(name));
        };
    }

    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).stringValue("string") : type.stringValue("string");
    }

    private static JsonNode number(String name, JsonNode schema) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("timeout") || lower.contains("wait")) {
            return JsonNodeFactory.instance.numberNode(PATIENCE);
        }
        return schema.has("minimum") ? schema.path("minimum") : JsonNodeFactory.instance.numberNode(1);
    }

    private String text(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (FOLDERS.contains(lower)) {
            return workingDirectory;
        }
        return REASONS.contains(lower) ? "Take the next step" : "simulated";
    }
}
