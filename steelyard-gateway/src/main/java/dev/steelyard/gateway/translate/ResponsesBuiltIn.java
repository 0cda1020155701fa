package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tools that Responses knows by type and not by schema, and that the agent runs: models of other providers learn here
/// how they are called.
enum ResponsesBuiltIn {
    LOCAL_SHELL("local_shell", "Runs a command on the user's machine, without a shell around it.", "action"),
    SHELL("shell", "Runs shell commands on the user's machine, one after the other.", "action"),
    APPLY_PATCH("apply_patch", "Creates, updates or deletes one file on the user's machine.", "operation"),
    TOOL_SEARCH("tool_search", "Finds more tools. Those found can be called in the next turn.", "arguments");

    private static final String HOSTED_SHELL = "container";

    private final String type;
    private final String description;
    private final String field;

    ResponsesBuiltIn(String type, String description, String field) {
        this.type = type;
        this.description = description;
        this.field = field;
    }

    /// @param type one for which [#runByAgent] is true
    static ResponsesBuiltIn of(String type) {
        return Arrays.stream(values())
                .filter(tool -> tool.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type));
    }

    /// A shell in a container and a search by the server are the provider's own.
    static boolean runByAgent(JsonNode tool) {
        return switch (tool.path("type").stringValue("")) {
            case "local_shell", "apply_patch" -> true;
            case "shell" ->
                !tool.path("environment").path("type").stringValue("").startsWith(HOSTED_SHELL);
            case "tool_search" -> tool.path("execution").stringValue("server").equals("client");
            default -> false;
        };
    }

    String type() {
        return type;
    }

    String description() {
        return description;
    }

    /// @param tool as the agent offers it; only a search brings its own schema
    JsonNode schema(JsonNode tool) {
        return switch (this) {
            case LOCAL_SHELL -> {
                ObjectNode schema = object(List.of("command"));
                texts(property(schema, "command", "array"), "The program and its arguments.");
                property(schema, "working_directory", "string");
                property(schema, "timeout_ms", "integer");
                yield schema;
            }
            case SHELL -> {
                ObjectNode schema = object(List.of("commands"));
                texts(property(schema, "commands", "array"), "Lines for the shell.");
                property(schema, "timeout_ms", "integer");
                property(schema, "max_output_length", "integer");
                yield schema;
            }
            case APPLY_PATCH -> patch();
            case TOOL_SEARCH -> tool.path("parameters").isObject() ? tool.path("parameters") : search();
        };
    }

    private static ObjectNode patch() {
        ObjectNode schema = object(List.of("type", "path"));
        property(schema, "type", "string")
                .putArray("enum")
                .add("create_file")
                .add("update_file")
                .add("delete_file");
        property(schema, "path", "string").put("description", "From the root of the workspace.");
        property(schema, "diff", "string").put("description", "A V4A diff; none to delete a file.");
        return schema;
    }

    private static ObjectNode search() {
        ObjectNode schema = object(List.of("query"));
        property(schema, "query", "string");
        return schema;
    }

    /// What a function's arguments would have been.
    ///
    /// @param call an item of the history
    String arguments(JsonNode call) {
        JsonNode said = call.path(field);
        if (!said.isObject()) {
            return said.isString() ? said.stringValue() : "{}";
        }
        ObjectNode told = said.deepCopy().asObject();
        if (this == LOCAL_SHELL) {
            told.remove("type");
        }
        return Json.compact(told);
    }

    static ObjectNode anyObject() {
        return object(List.of());
    }

    /// The one argument of what takes a text.
    static ObjectNode oneText() {
        ObjectNode schema = object(List.of("input"));
        property(schema, "input", "string");
        return schema;
    }

    private static ObjectNode object(List<String> required) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        return schema;
    }

    private static ObjectNode property(ObjectNode schema, String name, String type) {
        return schema.withObject("/properties").putObject(name).put("type", type);
    }

    private static void texts(ObjectNode array, String description) {
        array.put("description", description).putObject("items").put("type", "string");
    }
}
