package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What OpenAI's imitators want to see again, and under which names it goes: fields of the assistant's
/// message for thinking (DeepSeek's `reasoning_content`, OpenRouter's `reasoning_details`), `{"call": fields,
/// "message": fields}` for what came with a call (Gemini's `extra_content`, LiteLLM's
/// `provider_specific_fields`).
final class ChatState {
    static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning");
    static final List<String> THOUGHT_LISTS = List.of("reasoning_details", "thinking_blocks");
    static final List<String> CALL_FIELDS = List.of("extra_content", "provider_specific_fields");

    private ChatState() {}

    static JsonNode attached(ObjectNode callFields, ObjectNode messageFields) {
        ObjectNode value = Json.object();
        value.set("call", callFields);
        value.set("message", messageFields);
        return value;
    }

    static void call(@Nullable Opaque opaque, ObjectNode call) {
        if (opaque != null) {
            opaque.value().path("call").forEachEntry(call::set);
        }
    }

    static void message(@Nullable Opaque opaque, ObjectNode message) {
        if (opaque != null) {
            opaque.value().path("message").forEachEntry((name, value) -> merge(name, value, message));
        }
    }

    static void merge(Opaque thinking, ObjectNode message) {
        thinking.value().forEachEntry((name, value) -> merge(name, value, message));
    }

    /// What was thought in several parts comes back as one.
    static void merge(String name, JsonNode value, ObjectNode message) {
        if (value instanceof ArrayNode list) {
            message.withArray(name).addAll(list);
        } else {
            message.put(name, message.path(name).stringValue("") + value.stringValue(""));
        }
    }
}
