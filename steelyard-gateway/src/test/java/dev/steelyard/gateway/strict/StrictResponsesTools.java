package dev.steelyard.gateway.strict;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the real API says of the tools in a request.
final class StrictResponsesTools {
    private static final Set<String> FUNCTION = Set.of(
            "type", "name", "description", "parameters", "strict", "defer_loading", "allowed_callers", "output_schema");
    private static final Set<String> OTHERS = Set.of(
            "custom",
            "namespace",
            "tool_search",
            "web_search",
            "file_search",
            "code_interpreter",
            "mcp",
            "shell",
            "local_shell",
            "apply_patch",
            "image_generation",
            "computer");
    private static final Set<String> NOT_AT_ROOT = Set.of("oneOf", "anyOf", "allOf", "enum", "not");
    private static final Set<String> CHOICES = Set.of("auto", "none", "required");

    private StrictResponsesTools() {}

    static void check(JsonNode request, List<String> found) {
        Set<String> names = new HashSet<>();
        JsonNode tools = request.path("tools");
        StrictResponsesApi.type("tools", tools, tools.isArray(), found);
        for (int i = 0; i < tools.size(); i++) {
            tool("tools[" + i + "].", tools.get(i), names, found);
        }
        JsonNode choice = request.path("tool_choice");
        if (!choice.isMissingNode() && tools.isEmpty()) {
            found.add("Tool choices are only allowed when tools are specified.");
        }
        if (choice.isString()) {
            StrictResponsesApi.oneOf("tool_choice", choice, CHOICES, found);
        } else if (choice.isObject() && !names.contains(choice.path("name").stringValue(""))) {
            found.add("Tool choice '" + choice.path("name").stringValue("") + "' not found in 'tools' parameter.");
        }
        JsonNode parallel = request.path("parallel_tool_calls");
        StrictResponsesApi.type("parallel_tool_calls", parallel, parallel.isBoolean(), found);
    }

    private static void tool(String place, JsonNode tool, Set<String> names, List<String> found) {
        String type = tool.path("type").stringValue("");
        if (!type.equals("function")) {
            if (!OTHERS.contains(type)) {
                found.add("Invalid value: '" + type + "' for '" + place + "type'.");
            }
            return;
        }
        StrictResponsesApi.unknown(place, tool, FUNCTION, found);
        String name = tool.path("name").stringValue("");
        names.add(name);
        if (!StrictResponsesApi.NAME.matcher(name).matches()) {
            found.add("Invalid '" + place + "name': string does not match pattern.");
        }
        JsonNode description = tool.path("description");
        StrictResponsesApi.type(place + "description", description, description.isString(), found);
        schema(name, tool.path("parameters"), tool.path("strict"), found);
    }

    private static void schema(String name, JsonNode schema, JsonNode strict, List<String> found) {
        String invalid = "Invalid schema for function '" + name + "': ";
        if (!schema.path("type").stringValue("").equals("object")) {
            found.add(invalid + "schema must be a JSON Schema of 'type: \"object\"'.");
        }
        if (!schema.path("properties").isObject()) {
            found.add(invalid + "In context=(), object schema missing properties.");
        }
        NOT_AT_ROOT.stream()
                .filter(schema::has)
                .forEach(keyword -> found.add(invalid + "schema must not have '" + keyword + "' at the top level."));
        arrays(invalid, schema, found);
        boolean closed = schema.has("additionalProperties")
                && !schema.path("additionalProperties").booleanValue(true);
        if (strict.booleanValue(false)
                && (!closed
                        || schema.path("required").size()
                                != schema.path("properties").size())) {
            found.add(invalid + "'additionalProperties' is required to be supplied and to be false.");
        }
    }

    private static void arrays(String invalid, JsonNode schema, List<String> found) {
        if (schema.path("type").stringValue("").equals("array") && !schema.has("items")) {
            found.add(invalid + "array schema missing items.");
        }
        schema.path("properties").forEach(property -> arrays(invalid, property, found));
        if (schema.path("items").isObject()) {
            arrays(invalid, schema.path("items"), found);
        }
    }
}
