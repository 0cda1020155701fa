package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class AnthropicToolWriter {
    private final Losses losses;

    AnthropicToolWriter(Losses losses) {
        this.losses = losses;
    }

    void write(Dialogue dialogue, AnthropicTurns turns, boolean thinks, ObjectNode body) {
        ArrayNode tools = Json.array();
        Set<String> names = new HashSet<>();
        for (Tool tool : dialogue.tools()) {
            if (names.add(tool.name())) {
                tools.add(tool(tool));
            } else {
                losses.add("tool_twice:" + tool.name());
            }
        }
        if (!tools.isEmpty()) {
            body.set("tools", tools);
            choice(dialogue, names, thinks, body);
        } else if (!turns.toolNames().isEmpty()) {
            body.set("tools", formerTools(turns));
            body.putObject("tool_choice").put("type", "none");
        }
    }

    private ObjectNode tool(Tool tool) {
        ObjectNode written = Json.object().put("name", tool.name());
        if (!tool.description().isBlank()) {
            written.put("description", tool.description());
        }
        written.set("input_schema", new AnthropicInputSchema(losses).of(tool.schema()));
        AnthropicMarks.mark(written, tool.cache());
        return written;
    }

    /// A conversation that holds calls is refused if it offers no tools.
    private ArrayNode formerTools(AnthropicTurns turns) {
        losses.add("tools_from_history");
        ArrayNode tools = Json.array();
        for (String name : turns.toolNames()) {
            tools.addObject().put("name", name).putObject("input_schema").put("type", "object");
        }
        return tools;
    }

    private void choice(Dialogue dialogue, Set<String> names, boolean thinks, ObjectNode body) {
        ObjectNode choice = switch (dialogue.choice()) {
            case ToolChoice.Auto _ -> type("auto");
            case ToolChoice.None _ -> type("none");
            case ToolChoice.Any _ -> thinks ? downgraded() : type("any");
            case ToolChoice.Named(String tool) when !names.contains(tool) -> unknown();
            case ToolChoice.Named(String tool) ->
                thinks ? downgraded() : type("tool").put("name", tool);
        };
        boolean none = dialogue.choice() instanceof ToolChoice.None;
        if (dialogue.oneCallAtATime() && !none) {
            choice.put("disable_parallel_tool_use", true);
        }
        if (!choice.path("type").stringValue("").equals("auto") || choice.size() > 1) {
            body.set("tool_choice", choice);
        }
    }

    private static ObjectNode type(String type) {
        return Json.object().put("type", type);
    }

    /// A model that thinks cannot be forced.
    private ObjectNode downgraded() {
        losses.add("tool_choice:forced_while_thinking");
        return type("auto");
    }

    private ObjectNode unknown() {
        losses.add("tool_choice:not_offered");
        return type("auto");
    }
}
