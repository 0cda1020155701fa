package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which of the tools the model may or must call.
///
/// @param tools those that are left of the offered ones
record ResponsesChoice(ToolChoice choice, List<Tool> tools) {
    /// @throws BadRequest if it forces a tool that the agent does not run itself
    static ResponsesChoice of(JsonNode choice, ResponsesTools offered) {
        if (choice.path("type").stringValue("").equals("allowed_tools")) {
            Set<String> allowed = new HashSet<>();
            choice.path("tools").forEach(tool -> allowed.add(named(tool)));
            boolean must = choice.path("mode").stringValue("auto").equals("required");
            return new ResponsesChoice(must ? new ToolChoice.Any() : new ToolChoice.Auto(), offered.only(allowed));
        }
        return new ResponsesChoice(one(choice, offered), offered.list());
    }

    private static ToolChoice one(JsonNode choice, ResponsesTools offered) {
        if (choice.isObject()) {
            String plain = named(choice);
            if (!offered.offers(plain)) {
                throw choice.has("name")
                        ? new BadRequest("tool_choice: " + plain + " is not among the tools")
                        : ResponsesTools.denied(choice.path("type").stringValue(""));
            }
            return new ToolChoice.Named(plain);
        }
        return switch (choice.stringValue("auto")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Any();
            default -> throw new BadRequest("tool_choice: must be auto, none, required or a tool");
        };
    }

    /// Tools that are known by their type have no other name.
    private static String named(JsonNode tool) {
        String type = tool.path("type").stringValue("");
        return ResponsesNames.plain(
                tool.path("namespace").stringValue(""), tool.path("name").stringValue(type));
    }
}
