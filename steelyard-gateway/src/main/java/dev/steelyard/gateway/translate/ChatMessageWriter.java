package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.ChatSequence.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes messages, in an order that [ChatSequence] has made sure of.
final class ChatMessageWriter {
    private final ChatFlavour flavour;
    private final Losses losses;
    private final ChatMediaWriter media;
    private final ArrayNode messages;

    ChatMessageWriter(ChatFlavour flavour, Losses losses, ArrayNode messages) {
        this.flavour = flavour;
        this.losses = losses;
        this.media = new ChatMediaWriter(flavour, losses);
        this.messages = messages;
    }

    void preamble(List<Block.Text> system) {
        for (Block.Text text : system) {
            said("system", List.of(text));
        }
    }

    void system(List<Block> texts) {
        if (flavour.systemAnywhere()) {
            said("system", texts.stream().filter(Block.Text.class::isInstance).toList());
            return;
        }
        losses.add("system_in_conversation");
        List<Block> marked = new ArrayList<>();
        texts.forEach(block -> marked.add(
                block instanceof Block.Text(String text, Dialogue.CacheMark cache)
                        ? new Block.Text("<system>\n" + text + "\n</system>", cache)
                        : block));
        said("user", marked);
    }

    void user(List<Block> blocks) {
        said("user", blocks);
    }

    private void said(String role, List<Block> blocks) {
        ObjectNode message = Json.object().put("role", role);
        if (media.content(blocks, message)) {
            messages.add(message);
        }
    }

    /// What was thought goes back only with calls: there DeepSeek insists on it, elsewhere its older models
    /// refuse it.
    void assistant(List<Block> said, List<Answered> calls) {
        List<Block> texts = new ArrayList<>();
        ObjectNode thought = Json.object();
        for (Block block : said) {
            switch (block) {
                case Block.Text _ -> texts.add(block);
                case Block.Thinking thinking -> thought(thinking, thought);
                case Block.Call call -> ChatState.message(call.opaque(), thought);
                case Block.Image _, Block.Document _ -> losses.add("assistant_media");
                case Block.Result _ -> losses.add("block:misplaced");
            }
        }
        ObjectNode message = Json.object().put("role", "assistant");
        boolean spoken = media.content(texts, message);
        if (!calls.isEmpty()) {
            if (!spoken) {
                message.putNull("content");
            }
            message.setAll(thought);
            calls(calls, message.putArray("tool_calls"));
        }
        if (spoken || !calls.isEmpty()) {
            messages.add(message);
        }
    }

    private void thought(Block.Thinking thinking, ObjectNode thought) {
        if (thinking.opaque() == null) {
            losses.add("thinking_not_ours");
        } else {
            ChatState.merge(thinking.opaque(), thought);
        }
    }

    private void calls(List<Answered> calls, ArrayNode list) {
        for (Answered one : calls) {
            Block.Call call = one.call;
            one.sentId = ChatIds.unique(call.id(), list);
            ObjectNode entry = list.addObject().put("id", one.sentId).put("type", "function");
            entry.putObject("function").put("name", call.name()).put("arguments", arguments(call));
            ChatState.call(call.opaque(), entry);
        }
    }

    /// OpenAI shows its models whatever they wrote; templates of open models break on what is no JSON object.
    private String arguments(Block.Call call) {
        if (call.arguments().isBlank()) {
            return "{}";
        }
        if (flavour.openAi() || isObject(call.arguments())) {
            return call.arguments();
        }
        losses.add("arguments_not_json");
        return Json.compact(Json.object().put("_raw", call.arguments()));
    }

    static boolean isObject(String json) {
        try {
            Json.readObject(json.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (BadRequest _) {
            return false;
        }
    }

    /// @param shown gets what a tool's message cannot hold, for a message of the user that follows
    void result(Answered answered, List<Block> shown) {
        Block.Result result = answered.result;
        List<Block> content = result == null ? List.of(new Block.Text("[no result]")) : result.content();
        List<Block> seen =
                content.stream().filter(block -> !(block instanceof Block.Text)).toList();
        String text = ChatMediaWriter.texts(content);
        if (!seen.isEmpty()) {
            String note = "[what the tool returned beside text follows in the next message of the user]";
            text = text.isEmpty() ? note : text + "\n" + note;
            shown.add(new Block.Text("[returned by tool call " + answered.sentId + "]"));
            shown.addAll(seen);
        }
        boolean error = result != null && result.error();
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", answered.sentId)
                .put("content", error ? "Error: " + text : text);
    }
}
