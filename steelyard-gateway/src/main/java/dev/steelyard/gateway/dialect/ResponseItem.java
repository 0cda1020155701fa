package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import tools.jackson.databind.node.ObjectNode;

/// The entries of a response's `output`.
final class ResponseItem {
    private ResponseItem() {}

    static ObjectNode complete(String callId, int index, Reply.Part part) {
        return switch (part) {
            case Text(String text) -> {
                ObjectNode item = message(callId, index, "completed");
                item.withArray("content").add(outputText(text));
                yield item;
            }
            case Reply.Thinking(String text, String seal) ->
                Json.object()
                        .put("type", "reasoning")
                        .put("encrypted_content", seal)
                        .put("id", text);
            case ToolCall(String id, String name, String arguments, String _) ->
                functionCall(callId, index, id, name)
                        .put("arguments", arguments)
                        .put("status", "completed");
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

    static ObjectNode functionCall(String callId, int index, String toolCallId, String name) {
        return Json.object()
                .put("type", "function_call")
                .put("id", "fc_" + callId + "_" + index)
                .put("call_id", toolCallId)
                .put("name", name)
                .put("arguments", "")
                .put("status", "in_progress");
    }
}
