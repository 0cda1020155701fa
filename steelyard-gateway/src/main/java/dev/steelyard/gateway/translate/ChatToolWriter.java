package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the functions and the choice among them. `strict` is not written: it is false unless it is asked
/// for.
final class ChatToolWriter {
    /// More are refused by OpenAI.
    private static final int MOST = 128;

    private final ChatFlavour flavour;
    private final Losses losses;

    ChatToolWriter(ChatFlavour flavour, Losses losses) {
        this.flavour = flavour;
        this.losses = losses;
    }

    void write(Dialogue dialogue, ObjectNode request) {
        List<Tool> tools = kept(dialogue.tools());
        if (!tools.isEmpty()) {
            ArrayNode list = request.putArray("tools");
            tools.forEach(tool -> tool(tool, list));
        }
        choice(dialogue.choice(), tools, request);
        if (dialogue.oneCallAtATime() && !tools.isEmpty()) {
            if (flavour.parallelSwitch()) {
                request.put("parallel_tool_calls", false);
            } else {
                losses.add("one_call_at_a_time");
            }
        }
    }

    private List<Tool> kept(List<Tool> tools) {
        if (!flavour.openAi() || tools.size() <= MOST) {
            return tools;
        }
        tools.stream().skip(MOST).forEach(tool -> losses.add("tool_dropped:" + tool.name()));
        return tools.subList(0, MOST);
    }

    private void tool(Tool tool, ArrayNode list) {
        ObjectNode function =
                list.addObject().put("type", "function").putObject("function").put("name", tool.name());
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        function.set("parameters", ChatSchema.arguments(tool.schema(), losses));
    }

    private void choice(ToolChoice choice, List<Tool> tools, ObjectNode request) {
        switch (choice) {
            case ToolChoice.Auto _ -> {}
            case ToolChoice.None _ -> {
                if (!tools.isEmpty()) {
                    request.put("tool_choice", "none");
                }
            }
            case ToolChoice.Any _ -> {
                if (tools.isEmpty()) {
                    losses.add("tool_choice");
                } else {
                    request.put("tool_choice", "required");
                }
            }
            case ToolChoice.Named(String name) -> {
                if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
                    losses.add("tool_choice");
                } else {
                    request.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", name);
                }
            }
        }
    }
}
