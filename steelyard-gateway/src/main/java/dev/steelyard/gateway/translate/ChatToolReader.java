package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.HostedToolsDenied;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools of one request and the choice among them. Custom tools become functions of one string.
final class ChatToolReader {
    private static final String FREEFORM_ARGUMENT = "input";

    private final ChatNames names;
    private final Losses losses;
    private final Set<String> denied = new LinkedHashSet<>();
    private final List<Tool> tools = new ArrayList<>();
    private ToolChoice choice = new ToolChoice.Auto();

    ChatToolReader(ChatNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
    }

    void read(JsonNode body) {
        if (body.path("functions").isArray() || body.path("function_call").isObject()) {
            throw new BadRequest("functions: the form from before 2023 is not known; send tools instead");
        }
        body.path("tools").forEach(this::tool);
        if (body.path("web_search_options").isObject()) {
            deny("web_search");
        }
        if (!denied.isEmpty() && tools.isEmpty()) {
            throw refused();
        }
        choose(body.path("tool_choice"));
    }

    List<Tool> tools() {
        return tools;
    }

    ToolChoice choice() {
        return choice;
    }

    private void tool(JsonNode tool) {
        switch (tool.path("type").stringValue("function")) {
            case "function" -> function(tool);
            case "custom" -> custom(tool);
            case String type -> deny(type);
        }
    }

    private void deny(String type) {
        denied.add(type);
        losses.add("hosted_tool_denied:" + type);
    }

    private BadRequest refused() {
        return HostedToolsDenied.naming(denied);
    }

    private void function(JsonNode tool) {
        JsonNode function = tool.path("function");
        if (function.path("strict").booleanValue(false)) {
            losses.add("tool_strict");
        }
        JsonNode parameters = function.path("parameters");
        tools.add(new Tool(
                names.declare(name(function), false),
                function.path("description").stringValue(""),
                parameters.isObject() ? parameters : anything(),
                ChatMarks.of(tool, function)));
    }

    private static String name(JsonNode tool) {
        String name = tool.path("name").stringValue("");
        if (name.isEmpty()) {
            throw new BadRequest("tools: a tool without a name");
        }
        return name;
    }

    private static ObjectNode anything() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private void custom(JsonNode tool) {
        JsonNode custom = tool.path("custom");
        tools.add(new Tool(
                names.declare(name(custom), true), customDescription(custom), freeformSchema(), ChatMarks.of(tool)));
    }

    /// A grammar binds only a model that is made to follow it; any other is told of it.
    private String customDescription(JsonNode custom) {
        String description = custom.path("description").stringValue("");
        JsonNode grammar = custom.path("format").path("grammar");
        if (!grammar.isObject()) {
            return description;
        }
        losses.add("tool_grammar");
        return description + "\n\nThe input must follow this "
                + grammar.path("syntax").stringValue("lark") + " grammar:\n"
                + grammar.path("definition").stringValue("");
    }

    private static ObjectNode freeformSchema() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties").putObject(FREEFORM_ARGUMENT).put("type", "string");
        schema.putArray("required").add(FREEFORM_ARGUMENT);
        return schema.put("additionalProperties", false);
    }

    /// What a model that was given [#freeformSchema] would have written.
    static String freeformArguments(String input) {
        return Json.compact(Json.object().put(FREEFORM_ARGUMENT, input));
    }

    private void choose(JsonNode wanted) {
        if (wanted.isString()) {
            choice = byWord(wanted.stringValue());
        } else if (wanted.isObject()) {
            String type = wanted.path("type").stringValue("");
            switch (type) {
                case "function", "custom" ->
                    force(wanted.path(type).path("name").stringValue(""));
                case "allowed_tools" -> allow(wanted.path(type));
                default -> {
                    deny(type);
                    throw refused();
                }
            }
        }
    }

    private static ToolChoice byWord(String word) {
        return switch (word) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Any();
            default -> new ToolChoice.Auto();
        };
    }

    private void force(String name) {
        String plain = names.plain(name);
        if (tools.stream().noneMatch(tool -> tool.name().equals(plain))) {
            throw denied.isEmpty() ? new BadRequest("tool_choice: there is no tool " + name) : refused();
        }
        choice = new ToolChoice.Named(plain);
    }

    private void allow(JsonNode allowed) {
        Set<String> kept = allowed.path("tools")
                .valueStream()
                .map(tool -> tool.path(tool.path("type").stringValue(""))
                        .path("name")
                        .stringValue(""))
                .map(names::plain)
                .collect(Collectors.toSet());
        tools.removeIf(tool -> !kept.contains(tool.name()));
        choice = byWord(allowed.path("mode").stringValue("auto"));
    }
}
