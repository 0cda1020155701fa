package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the body of a `generateContent`, for the Gemini API and for Vertex AI alike. What grows with the conversation
/// comes last.
final class GeminiRequestWriter implements RequestWriter {
    @Override
    public ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        GeminiModel model = GeminiModel.of(servedName);
        List<Message> leading = dialogue.messages().stream()
                .takeWhile(message -> message.role() == Role.SYSTEM)
                .toList();
        List<Message> rest =
                dialogue.messages().subList(leading.size(), dialogue.messages().size());
        ObjectNode body = Json.object();
        system(dialogue.system(), leading, body);
        tools(dialogue, body, losses);
        ObjectNode config = new GeminiConfig(model, losses).of(dialogue);
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
        if (GeminiMarks.in(dialogue)) {
            losses.add("cache_marks");
        }
        return body.set("contents", new GeminiContents(model, losses).write(rest));
    }

    private static void system(List<Block.Text> system, List<Message> leading, ObjectNode body) {
        ArrayNode parts = Json.array();
        Stream<Block.Text> said = leading.stream()
                .flatMap(message -> message.content().stream())
                .filter(Block.Text.class::isInstance)
                .map(Block.Text.class::cast);
        Stream.concat(system.stream(), said)
                .filter(text -> !text.text().isEmpty())
                .forEach(text -> parts.addObject().put("text", text.text()));
        if (!parts.isEmpty()) {
            body.putObject("systemInstruction").set("parts", parts);
        }
    }

    /// All functions in one tool: some models refuse several.
    private static void tools(Dialogue dialogue, ObjectNode body, Losses losses) {
        if (dialogue.tools().isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        dialogue.tools().forEach(tool -> functions.add(declaration(tool)));
        if (dialogue.oneCallAtATime()) {
            losses.add("one_call_at_a_time");
        }
        choice(dialogue, body, losses);
    }

    private static ObjectNode declaration(Tool tool) {
        ObjectNode function = Json.object().put("name", GeminiNames.sent(tool.name()));
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        return function.set("parametersJsonSchema", GeminiJsonSchema.ofArguments(tool.schema()));
    }

    private static void choice(Dialogue dialogue, ObjectNode body, Losses losses) {
        switch (dialogue.choice()) {
            case ToolChoice.Auto() -> {}
            case ToolChoice.None() -> mode("NONE", body);
            case ToolChoice.Any() -> mode("ANY", body);
            case ToolChoice.Named(String name) -> {
                if (dialogue.tools().stream().anyMatch(tool -> tool.name().equals(name))) {
                    mode("ANY", body).putArray("allowedFunctionNames").add(GeminiNames.sent(name));
                } else {
                    losses.add("tool_choice");
                }
            }
        }
    }

    private static ObjectNode mode(String mode, ObjectNode body) {
        return body.putObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
    }
}
