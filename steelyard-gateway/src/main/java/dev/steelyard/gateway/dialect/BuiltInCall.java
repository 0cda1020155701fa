package dev.steelyard.gateway.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls of tools that Responses knows by type: their arguments are an object of a known form. They are told when they
/// are complete, since agents look at no piece of them.
final class BuiltInCall {
    private static final Map<String, String> ID_PREFIXES =
            Map.of("local_shell", "lsh", "shell", "sh", "apply_patch", "apc", "tool_search", "tsc");

    private BuiltInCall() {}

    static ObjectNode opened(String tool, String idSuffix, String toolCallId) {
        ObjectNode item = Json.object()
                .put("type", tool + "_call")
                .put("id", ID_PREFIXES.getOrDefault(tool, "call") + idSuffix)
                .put("call_id", toolCallId)
                .put("status", "in_progress");
        argue(item, "{}");
        return item;
    }

    /// What does not fit is left out: an empty command is an error that the agent tells the model.
    static void argue(ObjectNode item, String arguments) {
        ObjectNode given = object(arguments);
        switch (Body.text(item.path("type"))) {
            case "local_shell_call" -> {
                ObjectNode action = Json.object().put("type", "exec");
                list(given, "command");
                item.set("action", action.setAll(given));
                if (!action.path("env").isObject()) {
                    action.putObject("env");
                }
            }
            case "shell_call" -> {
                list(given, "commands");
                item.set("action", given);
            }
            case "apply_patch_call" -> item.set("operation", given);
            default -> {
                item.put("execution", "client");
                item.set("arguments", given);
            }
        }
    }

    private static void list(ObjectNode given, String field) {
        JsonNode value = given.path(field);
        if (!value.isArray()) {
            given.putArray(field);
            if (value.isString()) {
                given.withArray(field).add(value.stringValue());
            }
        }
    }

    private static ObjectNode object(String arguments) {
        try {
            return Json.readObject(arguments.getBytes(StandardCharsets.UTF_8)).asObject();
        } catch (BadRequest _) {
            return Json.object();
        }
    }
}
