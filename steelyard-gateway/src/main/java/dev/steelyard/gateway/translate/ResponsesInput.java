package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the `input` of a request: the items of a conversation. The outputs of calls come right after them, and every
/// call has one, since OpenAI refuses a request otherwise.
final class ResponsesInput {
    private static final String NO_OUTPUT = "[no output]";

    private final ArrayNode items = Json.array();
    private final ResponsesContent content;
    private final Losses losses;

    /// Ids of the calls whose output has not been written.
    private final Set<String> open = new LinkedHashSet<>();

    /// What was said while outputs were awaited.
    private final List<ObjectNode> held = new ArrayList<>();

    /// Reasoning that nothing has followed yet, without which it is refused.
    private final List<JsonNode> reasoning = new ArrayList<>();

    ResponsesInput(ResponsesContent content, Losses losses) {
        this.content = content;
        this.losses = losses;
    }

    ArrayNode of(List<Message> messages) {
        Role last = Role.USER;
        for (Message message : messages) {
            if (message.role() == Role.ASSISTANT && last != Role.ASSISTANT) {
                settle();
            }
            last = message.role();
            switch (last) {
                case ASSISTANT -> assistant(message.content());
                case USER -> user(message.content());
                case SYSTEM -> say("developer", message.content());
            }
        }
        settle();
        return items;
    }

    void say(String role, List<? extends Block> blocks) {
        ArrayNode parts = content.parts(blocks);
        if (parts.isEmpty()) {
            return;
        }
        ObjectNode message = message(role, parts);
        if (open.isEmpty()) {
            items.add(message);
        } else {
            held.add(message);
        }
    }

    private static ObjectNode message(String role, ArrayNode parts) {
        ObjectNode message = Json.object().put("type", "message").put("role", role);
        message.set("content", parts);
        return message;
    }

    private void user(List<Block> blocks) {
        List<Block> others = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Result result) {
                result(result, others);
            } else {
                others.add(block);
            }
        }
        release();
        say("user", others);
    }

    private void result(Block.Result result, List<Block> others) {
        String id = ResponsesNames.callId(result.callId());
        if (!open.remove(id)) {
            losses.add("result_without_call");
            others.addAll(result.content());
            return;
        }
        output(id).set("output", content.output(result));
    }

    private ObjectNode output(String id) {
        return items.addObject().put("type", "function_call_output").put("call_id", id);
    }

    private void release() {
        if (open.isEmpty()) {
            items.addAll(held);
            held.clear();
        }
    }

    /// Before the model speaks again, and at the end.
    private void settle() {
        for (String id : open) {
            losses.add("call_without_result");
            output(id).put("output", NO_OUTPUT);
        }
        open.clear();
        release();
    }

    private void assistant(List<Block> blocks) {
        ArrayNode texts = Json.array();
        for (Block block : blocks) {
            switch (block) {
                case Block.Text(String text, Dialogue.CacheMark cache) -> {
                    content.mark(cache);
                    if (!text.isEmpty()) {
                        texts.addObject().put("type", "output_text").put("text", text);
                    }
                }
                case Block.Thinking thinking -> {
                    texts = spoken(texts);
                    thinking(thinking);
                }
                case Block.Call call -> {
                    texts = spoken(texts);
                    call(call);
                }
                case Block.Image _, Block.Document _ -> losses.add("model_media");
                case Block.Result _ -> losses.add("block_out_of_place");
            }
        }
        spoken(texts);
        reasoning.forEach(_ -> losses.add("thinking_without_answer"));
        reasoning.clear();
    }

    /// @return a new list
    private ArrayNode spoken(ArrayNode texts) {
        if (!texts.isEmpty()) {
            add(message("assistant", texts));
        }
        return Json.array();
    }

    private void add(ObjectNode item) {
        items.addAll(reasoning);
        reasoning.clear();
        items.add(item);
    }

    private void thinking(Block.Thinking thinking) {
        Opaque opaque = thinking.opaque();
        if (opaque == null) {
            losses.add("thinking_not_ours");
        } else {
            reasoning.add(opaque.value());
        }
    }

    private void call(Block.Call call) {
        String id = ResponsesNames.callId(call.id());
        add(Json.object()
                .put("type", "function_call")
                .put("call_id", id)
                .put("name", ResponsesNames.safe(call.name()))
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments()));
        open.add(id);
    }
}
