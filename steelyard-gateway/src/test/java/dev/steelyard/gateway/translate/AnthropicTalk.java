package dev.steelyard.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.strict.StrictAnthropicApi;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A dialogue for tests, with one tool, in need of one message at least.
final class AnthropicTalk {
    static final String NEW_MODEL = "claude-opus-4-8";
    static final String OLD_MODEL = "claude-sonnet-4-5";

    final Losses losses = new Losses();
    final List<Message> messages = new ArrayList<>();
    final List<Block.Text> system = new ArrayList<>();
    final List<Tool> tools = new ArrayList<>(List.of(tool("Bash")));
    ToolChoice choice = new ToolChoice.Auto();
    boolean oneCallAtATime;
    Effort effort = new Effort.Unsaid();
    Sampling sampling = new Sampling(null, null, null, null, null, List.of());

    @Nullable
    OutputForm output;

    static Tool tool(String name) {
        return new Tool(name, "Runs it.", json("{\"type\":\"object\"}"), CacheMark.NONE);
    }

    static JsonNode json(String json) {
        return Json.readObject(json.getBytes(UTF_8));
    }

    static Block text(String text) {
        return new Block.Text(text);
    }

    static Block call(String id) {
        return new Block.Call(id, "Bash", "{\"command\":\"ls\"}", "", null);
    }

    static Block result(String callId, String text) {
        return new Block.Result(callId, "", List.of(text(text)), false, CacheMark.NONE);
    }

    AnthropicTalk user(Block... blocks) {
        messages.add(new Message(Role.USER, List.of(blocks)));
        return this;
    }

    AnthropicTalk assistant(Block... blocks) {
        messages.add(new Message(Role.ASSISTANT, List.of(blocks)));
        return this;
    }

    AnthropicTalk system(String text) {
        messages.add(new Message(Role.SYSTEM, List.of(text(text))));
        return this;
    }

    Dialogue dialogue() {
        return new Dialogue(
                "shared-model",
                true,
                true,
                system,
                tools,
                ToolNames.PLAIN,
                choice,
                oneCallAtATime,
                messages,
                sampling,
                effort,
                output);
    }

    ObjectNode written(String model) {
        return new AnthropicRequestWriter().write(dialogue(), model, losses);
    }

    /// In the form that the newest models take.
    ObjectNode written() {
        return written(NEW_MODEL);
    }

    List<String> violations(String model) {
        return new StrictAnthropicApi().violations(written(model));
    }
}
