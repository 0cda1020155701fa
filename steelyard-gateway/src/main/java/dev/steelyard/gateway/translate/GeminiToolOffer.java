package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.GeminiField;
import dev.steelyard.gateway.dialect.GeminiSchema;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.HostedToolsDenied;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which functions a request offers, and whether they must be called. What Google would run itself is denied.
record GeminiToolOffer(List<Tool> tools, GeminiPlainNames names, ToolChoice choice) {
    private static final String DECLARATIONS = "functionDeclarations";

    static GeminiToolOffer read(JsonNode body, Losses losses) {
        List<Tool> tools = new ArrayList<>();
        List<String> denied = new ArrayList<>();
        var names = new GeminiPlainNames();
        if (body.path("tools").isArray()) {
            for (JsonNode tool : body.path("tools")) {
                GeminiField.of(tool, DECLARATIONS).forEach(function -> declare(function, names, tools, losses));
                hosted(tool, denied);
            }
        }
        denied.forEach(type -> losses.add("hosted_tool_denied:" + type));
        if (tools.isEmpty() && !denied.isEmpty()) {
            throw HostedToolsDenied.naming(denied);
        }
        return new GeminiToolOffer(tools, names, tools.isEmpty() ? new ToolChoice.Auto() : choice(body, names, losses));
    }

    private static void hosted(JsonNode tool, List<String> denied) {
        for (String kind : tool.propertyNames()) {
            String snake = GeminiField.snake(kind);
            if (!snake.equals(GeminiField.snake(DECLARATIONS))) {
                denied.add(snake);
            }
        }
    }

    private static void declare(JsonNode function, GeminiPlainNames names, List<Tool> tools, Losses losses) {
        String name = function.path("name").stringValue("");
        if (names.contains(name)) {
            losses.add("tool_repeated");
            return;
        }
        @Nullable
        JsonNode schema =
                GeminiSchema.read(GeminiField.of(function, "parametersJsonSchema"), function.path("parameters"));
        tools.add(new Tool(
                names.of(name),
                function.path("description").stringValue(""),
                schema == null ? noArguments() : schema,
                CacheMark.NONE));
    }

    private static JsonNode noArguments() {
        return Json.object().put("type", "object").set("properties", Json.object());
    }

    private static ToolChoice choice(JsonNode body, GeminiPlainNames names, Losses losses) {
        JsonNode config = GeminiField.of(GeminiField.of(body, "toolConfig"), "functionCallingConfig");
        JsonNode allowed = GeminiField.of(config, "allowedFunctionNames");
        String only = allowed.path(0).stringValue("");
        return switch (config.path("mode").stringValue("").toUpperCase(Locale.ROOT)) {
            case "NONE" -> new ToolChoice.None();
            case "ANY" -> {
                if (allowed.size() == 1 && names.contains(only)) {
                    yield new ToolChoice.Named(names.of(only));
                }
                if (!allowed.isEmpty()) {
                    losses.add("allowed_tools");
                }
                yield new ToolChoice.Any();
            }
            default -> new ToolChoice.Auto();
        };
    }
}
