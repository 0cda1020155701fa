package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.dialect.ToolNames.Origin;
import dev.steelyard.gateway.live.HostedToolsDenied;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that a request of Responses offers, wherever it does, each made a function. A tool that is offered twice
/// is the later one, at the place of the first.
final class ResponsesTools {

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Set<String> denied = new TreeSet<>();
    private final Losses losses;

    ResponsesTools(Losses losses) {
        this.losses = losses;
    }

    /// @throws BadRequest if there are tools, but none that the agent itself would run
    static ResponsesTools of(JsonNode body, Losses losses) {
        var offered = new ResponsesTools(losses);
        offered.addAll(body.path("tools"));
        for (JsonNode item : body.path("input")) {
            String type = item.path("type").stringValue("");
            if (type.equals("additional_tools") || type.equals("tool_search_output")) {
                offered.addAll(item.path("tools"));
            }
        }
        if (offered.tools.isEmpty() && !offered.denied.isEmpty()) {
            throw denied(String.join(", ", offered.denied));
        }
        return offered;
    }

    static BadRequest denied(String types) {
        return HostedToolsDenied.naming(List.of(types));
    }

    List<Tool> list() {
        return List.copyOf(tools.values());
    }

    /// Only those whose plain name is not the agent's own.
    ToolNames names() {
        Map<String, Origin> told = new LinkedHashMap<>(origins);
        told.entrySet().removeIf(entry -> entry.getValue().equals(new Origin("", entry.getKey(), false)));
        return new ToolNames(told);
    }

    /// For a forced choice, which says the name and not always the kind.
    boolean offers(String plainName) {
        return tools.containsKey(plainName);
    }

    private void addAll(JsonNode list) {
        list.forEach(tool -> add("", tool));
    }

    private void add(String namespace, JsonNode tool) {
        String type = tool.path("type").stringValue("");
        switch (type) {
            case "function" -> function(namespace, tool);
            case "custom" -> custom(namespace, tool);
            case "namespace" -> namespace(tool);
            default -> {
                if (ResponsesBuiltIn.runByAgent(tool)) {
                    builtIn(ResponsesBuiltIn.of(type), tool);
                } else {
                    denied.add(type);
                    losses.add("hosted_tool_denied:" + type);
                }
            }
        }
    }

    private void function(String namespace, JsonNode tool) {
        JsonNode schema = tool.path("parameters");
        add(
                new Origin(namespace, name(tool), false),
                tool,
                description(tool),
                schema.isObject() ? schema : ResponsesBuiltIn.anyObject());
    }

    private void custom(String namespace, JsonNode tool) {
        JsonNode format = tool.path("format");
        String grammar = format.path("definition").stringValue("");
        String syntax = format.path("syntax").stringValue("");
        String kind = syntax.equals("regex") ? "regular expression" : syntax + " grammar";
        String told = grammar.isEmpty()
                ? description(tool)
                : joined(description(tool), "The argument `input` is a text that fits this " + kind + ":\n" + grammar);
        add(new Origin(namespace, name(tool), true), tool, told, ResponsesBuiltIn.oneText());
    }

    /// What the agent says of the namespace is told once, with its first tool.
    private void namespace(JsonNode namespace) {
        String name = name(namespace);
        boolean first = true;
        for (JsonNode tool : namespace.path("tools")) {
            boolean described = first && !description(namespace).isEmpty();
            add(name, described ? introduced(name, namespace, tool) : tool);
            first = false;
        }
    }

    private static JsonNode introduced(String name, JsonNode namespace, JsonNode tool) {
        ObjectNode copy = tool.deepCopy().asObject();
        String told = "All tools named " + name + ResponsesNames.SEPARATOR + "*: " + description(namespace);
        return copy.put("description", joined(description(tool), told));
    }

    private void builtIn(ResponsesBuiltIn builtIn, JsonNode tool) {
        add(
                new Origin("", builtIn.type(), false, builtIn.type()),
                tool,
                joined(builtIn.description(), description(tool)),
                builtIn.schema(tool));
    }

    private void add(Origin origin, JsonNode tool, String description, JsonNode schema) {
        if (tool.path("defer_loading").booleanValue(false)) {
            losses.add("defer_loading");
        }
        String plain = ResponsesNames.plain(origin.namespace(), origin.name());
        Origin other = origins.putIfAbsent(plain, origin);
        if (other != null && !other.equals(origin)) {
            throw new BadRequest("tools: " + shown(other) + " and " + shown(origin) + " would both be called " + plain);
        }
        tools.put(plain, new Tool(plain, description, schema, CacheMark.NONE));
    }

    /// Leaves the tools with these plain names.
    List<Tool> only(Set<String> allowed) {
        List<Tool> left = new ArrayList<>(tools.values());
        left.removeIf(tool -> !allowed.contains(tool.name()));
        return left;
    }

    private static String shown(Origin origin) {
        return origin.namespace().isEmpty() ? origin.name() : origin.namespace() + "/" + origin.name();
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "\n\n" + other;
    }

    private static String name(JsonNode tool) {
        String name = tool.path("name").stringValue("");
        if (name.isEmpty()) {
            throw new BadRequest("tools: a name is required");
        }
        return name;
    }

    private static String description(JsonNode tool) {
        return tool.path("description").stringValue("");
    }
}
