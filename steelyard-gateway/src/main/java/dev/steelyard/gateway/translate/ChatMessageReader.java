package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The messages of one request. Those of the system that stand before all others are told apart; later ones
/// stay where they are.
final class ChatMessageReader {
    private final ChatContentReader content;
    private final ChatNames names;
    private final Losses losses;
    private final List<Block.Text> system = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    ChatMessageReader(ChatNames names, Losses losses) {
        this.content = new ChatContentReader(losses);
        this.names = names;
        this.losses = losses;
    }

    void read(JsonNode list) {
        if (!list.isArray()) {
            throw new BadRequest("messages: a list is required");
        }
        list.forEach(this::message);
    }

    List<Block.Text> system() {
        return system;
    }

    List<Message> messages() {
        return messages;
    }

    private void message(JsonNode message) {
        if (message.path("name").isString()) {
            losses.add("field:messages.name");
        }
        String role = message.path("role").stringValue("");
        switch (role) {
            case "system", "developer" -> instruct(message);
            case "user" -> say(Role.USER, content.blocks(message));
            case "assistant" -> say(Role.ASSISTANT, said(message));
            case "tool" -> say(Role.USER, List.of(result(message)));
            default -> throw new BadRequest("messages: the role `" + role + "` is not known");
        }
    }

    private void say(Role role, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            messages.add(new Message(role, blocks));
        }
    }

    private void instruct(JsonNode message) {
        List<Block> blocks = content.blocks(message);
        if (!messages.isEmpty()) {
            say(Role.SYSTEM, blocks);
            return;
        }
        for (Block block : blocks) {
            if (block instanceof Block.Text text) {
                system.add(text);
            } else {
                losses.add("block:system_media");
            }
        }
    }

    private List<Block> said(JsonNode message) {
        List<Block> blocks = new ArrayList<>();
        String thought = message.path("reasoning_content")
                .stringValue(message.path("reasoning").stringValue(""));
        if (!thought.isEmpty()) {
            blocks.add(new Block.Thinking(thought, "", null));
        }
        blocks.addAll(content.blocks(message));
        String refusal = message.path("refusal").stringValue("");
        if (!refusal.isEmpty()) {
            blocks.add(new Block.Text(refusal));
        }
        if (message.path("audio").isObject()) {
            losses.add("block:audio");
        }
        message.path("tool_calls").forEach(call -> blocks.add(call(call)));
        return blocks;
    }

    private Block.Call call(JsonNode call) {
        String id = id(call.path("id"), "messages.tool_calls.id");
        JsonNode custom = call.path("custom");
        if (custom.isObject()) {
            String name = names.plain(custom.path("name").stringValue(""));
            String input = custom.path("input").stringValue("");
            return new Block.Call(id, name, ChatToolReader.freeformArguments(input), "", null);
        }
        JsonNode function = call.path("function");
        JsonNode arguments = function.path("arguments");
        return new Block.Call(
                id,
                names.plain(function.path("name").stringValue("")),
                arguments.isObject() ? Json.compact(arguments) : arguments.stringValue(""),
                "",
                null);
    }

    private Block.Result result(JsonNode message) {
        String id = id(message.path("tool_call_id"), "messages.tool_call_id");
        return new Block.Result(id, "", content.blocks(message), false, ChatMarks.of(message));
    }

    private static String id(JsonNode id, String where) {
        return id.stringValueOpt().orElseThrow(() -> new BadRequest(where + ": a string is required"));
    }
}
