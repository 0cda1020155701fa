package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.strict.StrictChatApi;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Dialogues and what becomes of them as requests, for tests.
final class ChatRequests {
    static final Tool BASH = new Tool(
            "bash",
            "Runs a command.",
            json("{'type':'object','properties':{'command':{'type':'string'}},'required':['command']}"),
            CacheMark.NONE);
    static final Sampling UNSAID = new Sampling(null, null, null, null, null, List.of());

    private ChatRequests() {}

    /// @param text with `'` for `"`
    static JsonNode json(String text) {
        return Json.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Dialogue read(String text, Losses losses) {
        return new ChatRequestReader().read(json(text), losses);
    }

    static Dialogue saying(Message... messages) {
        return dialogue(List.of(BASH), new ToolChoice.Auto(), UNSAID, new Effort.Unsaid(), null, messages);
    }

    static Dialogue dialogue(
            List<Tool> tools,
            ToolChoice choice,
            Sampling sampling,
            Effort effort,
            @Nullable OutputForm output,
            Message... messages) {
        return new Dialogue(
                "asked",
                true,
                false,
                List.of(new Block.Text("Be brief."), new Block.Text("Be kind.")),
                tools,
                ToolNames.PLAIN,
                choice,
                false,
                List.of(messages),
                sampling,
                effort,
                output);
    }

    static Message user(Block... blocks) {
        return new Message(Role.USER, List.of(blocks));
    }

    static Message assistant(Block... blocks) {
        return new Message(Role.ASSISTANT, List.of(blocks));
    }

    static Block.Text text(String text) {
        return new Block.Text(text);
    }

    static Block.Call call(String id) {
        return new Block.Call(id, "bash", "{\"command\":\"ls\"}", "", null);
    }

    static Block.Result result(String id, Block... content) {
        return new Block.Result(id, "", List.of(content), false, CacheMark.NONE);
    }

    static Block.Image image() {
        return new Block.Image(new Block.Media("image/png", "iVBORw0KGgo=", null), CacheMark.NONE);
    }

    static ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        return new ChatRequestWriter().write(dialogue, servedName, losses);
    }

    static ObjectNode write(Dialogue dialogue, String servedName) {
        return write(dialogue, servedName, new Losses());
    }

    static List<String> violations(Dialogue dialogue, String servedName) {
        return new StrictChatApi().violations(write(dialogue, servedName));
    }

    /// The messages of a request without those of the system.
    static String said(ObjectNode request) {
        var said = Json.array();
        request.path("messages").forEach(message -> {
            if (!message.path("role").stringValue("").equals("system")) {
                said.add(message);
            }
        });
        return said.toString().replace('"', '\'');
    }
}
