package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.HostedToolsDenied;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a request offers. Tools that are put off until a search finds them are offered from then on, behind the others,
/// so that what stood there before stays a prefix; if the provider itself was to search, they are offered at once.
final class AnthropicTools {
    private final AnthropicNames names;
    private final Losses losses;
    private final List<Tool> offered = new ArrayList<>();
    private final Map<String, Tool> deferred = new LinkedHashMap<>();
    private final Set<String> hosted = new LinkedHashSet<>();
    private final Set<String> hostedNames = new LinkedHashSet<>();
    private final JsonNode wish;
    private boolean searched;

    AnthropicTools(JsonNode body, AnthropicNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
        this.wish = body.path("tool_choice");
        body.path("tools").forEach(this::read);
        if (!body.path("mcp_servers").isEmpty()) {
            deny("mcp", "");
        }
        if (searched) {
            offered.addAll(deferred.values());
            losses.add("deferred_tools:loaded");
        } else if (!deferred.isEmpty()) {
            losses.add("deferred_tools:by_reference");
            references(body.path("messages"));
        }
        refuse();
    }

    private void read(JsonNode tool) {
        String type = tool.path("type").stringValue("custom");
        if (type.startsWith("tool_search_tool")) {
            searched = true;
        } else if (type.equals("custom")) {
            add(tool, tool.path("description").stringValue(""), tool.path("input_schema"));
        } else if (AnthropicTypedTools.known(type)) {
            add(tool, AnthropicTypedTools.description(type), AnthropicTypedTools.schema(type));
        } else {
            deny(type, tool.path("name").stringValue(""));
        }
    }

    private void add(JsonNode tool, String description, JsonNode schema) {
        String name = names.plain(AnthropicRequestReader.string(tool, "name"));
        JsonNode arguments = schema.isObject() ? schema : Json.object().put("type", "object");
        var read = new Tool(name, description, arguments, AnthropicMessageReader.mark(tool));
        if (tool.path("strict").booleanValue(false)) {
            losses.add("field:tools.strict");
        }
        if (!tool.path("input_examples").isEmpty()) {
            losses.add("field:tools.input_examples");
        }
        if (tool.path("defer_loading").booleanValue(false)) {
            deferred.put(name, read);
        } else {
            offered.add(read);
        }
    }

    private void deny(String type, String name) {
        hosted.add(type);
        hostedNames.add(name);
        losses.add("hosted_tool_denied:" + type);
    }

    private void references(JsonNode messages) {
        for (JsonNode message : messages) {
            for (JsonNode block : message.path("content")) {
                block.path("content").forEach(this::reference);
            }
        }
    }

    private void reference(JsonNode block) {
        if (block.path("type").stringValue("").equals("tool_reference")) {
            Tool found = deferred.remove(names.plain(block.path("tool_name").stringValue("")));
            if (found != null) {
                offered.add(found);
            }
        }
    }

    private void refuse() {
        boolean nothingElse = !hosted.isEmpty() && offered.isEmpty() && deferred.isEmpty();
        boolean forced = wish.path("type").stringValue("").equals("tool")
                && hostedNames.contains(wish.path("name").stringValue(""));
        if (nothingElse || forced) {
            throw HostedToolsDenied.naming(hosted);
        }
    }

    List<Tool> offered() {
        return offered;
    }

    ToolChoice choice() {
        return switch (wish.path("type").stringValue("auto")) {
            case "any" -> new ToolChoice.Any();
            case "none" -> new ToolChoice.None();
            case "tool" -> new ToolChoice.Named(names.plain(AnthropicRequestReader.string(wish, "name")));
            case "auto" -> new ToolChoice.Auto();
            default -> throw new BadRequest("tool_choice.type: one of auto, any, tool, none is required");
        };
    }
}
