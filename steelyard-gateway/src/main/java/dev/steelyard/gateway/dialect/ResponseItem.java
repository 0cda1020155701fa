package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.Thinking;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import dev.steelyard.gateway.dialect.ToolNames.Origin;
import tools.jackson.databind.node.ObjectNode;

/// The entries of a response's `output`.
final class ResponseItem {
    static final String CUSTOM = "custom_tool_call";
    static final String FUNCTION = "function_call";

    private ResponseItem() {}

    static ObjectNode complete(Envelope envelope, int index, Reply.Part part) {
        return switch (part) {
            case Text(String text) -> {
                ObjectNode item = message(envelope.callId(), index, "completed");
                item.withArray("content").add(outputText(text));
                yield item;
            }
            case Thinking(String text, String seal) -> {
                ObjectNode item = reasoning(envelope.callId(), index);
                think(item, text, seal);
                yield item;
            }
            case ToolCall(String id, String name, String arguments, String _) -> {
                ObjectNode item = call(envelope, index, id, name);
                argue(item, arguments);
                yield item.put("status", "completed");
            }
        };
    }

    static ObjectNode message(String callId, int index, String status) {
        ObjectNode item = Json.object()
                .put("type", "message")
                .put("id", "msg_" + callId + "_" + index)
                .put("status", status)
                .put("role", "assistant");
        item.putArray("content");
        return item;
    }

    static ObjectNode outputText(String text) {
        ObjectNode part = Json.object().put("type", "output_text");
        part.putArray("annotations");
        return part.put("text", text);
    }

    static ObjectNode reasoning(String callId, int index) {
        ObjectNode item = Json.object().put("type", "reasoning").put("id", "rs_" + callId + "_" + index);
        item.putArray("summary");
        return item;
    }

    static ObjectNode summaryText(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    /// @param seal empty if there is none
    static void think(ObjectNode reasoning, String text, String seal) {
        if (!text.isEmpty()) {
            reasoning.withArray("summary").add(summaryText(text));
        }
        if (!seal.isEmpty()) {
            reasoning.put("encrypted_content", seal);
        }
    }

    /// A call of whatever kind the agent takes the tool for, without its arguments.
    ///
    /// @param name the plain one
    static ObjectNode call(Envelope envelope, int index, String toolCallId, String name) {
        Origin origin = envelope.names().of(name).orElseGet(() -> new Origin("", name, false));
        String suffix = "_" + envelope.callId() + "_" + index;
        if (!origin.builtIn().isEmpty()) {
            return BuiltInCall.opened(origin.builtIn(), suffix, toolCallId);
        }
        ObjectNode item = Json.object()
                .put("type", origin.freeform() ? CUSTOM : FUNCTION)
                .put("id", (origin.freeform() ? "ctc" : "fc") + suffix)
                .put("call_id", toolCallId)
                .put("name", origin.name());
        if (!origin.namespace().isEmpty()) {
            item.put("namespace", origin.namespace());
        }
        return item.put(origin.freeform() ? "input" : "arguments", "").put("status", "in_progress");
    }

    /// Completes a call.
    ///
    /// @param arguments as the model wrote them
    static void argue(ObjectNode call, String arguments) {
        switch (Body.text(call.path("type"))) {
            case FUNCTION -> call.put("arguments", arguments);
            case CUSTOM -> call.put("input", FreeformInput.of(arguments));
            default -> BuiltInCall.argue(call, arguments);
        }
    }
}
