package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answers of the stand-in, and what it must see again of them. Parallel calls come one after the other, as the
/// real API sends them.
final class StrictResponsesAnswers {
    private static final int PIECES = 3;

    private final Map<String, JsonNode> reasonings = new HashMap<>();
    private final Map<String, String> reasoningOfCall = new HashMap<>();
    private int given;
    private int sequence;

    @Nullable
    JsonNode reasoning(String id) {
        return reasonings.get(id);
    }

    /// Empty if the call is not ours or came without.
    String reasoningOf(String callId) {
        return reasoningOfCall.getOrDefault(callId, "");
    }

    ObjectNode whole(Scene scene) {
        ObjectNode response = opened();
        ArrayNode output = response.withArray("output");
        output.addAll(items(scene));
        return closed(response, scene);
    }

    private ObjectNode opened() {
        given++;
        ObjectNode response = Json.object()
                .put("id", "resp_" + given)
                .put("object", "response")
                .put("created_at", 1_767_225_600)
                .put("status", "in_progress")
                .put("background", false);
        response.putNull("error");
        response.putNull("incomplete_details");
        response.putNull("instructions");
        response.putNull("max_output_tokens");
        response.put("model", "gpt-5.5-2026-03-05");
        response.putArray("output");
        response.put("parallel_tool_calls", true).putNull("previous_response_id");
        response.putObject("reasoning").put("effort", "medium").put("summary", "detailed");
        response.put("store", false).put("temperature", 1.0);
        response.putObject("text").putObject("format").put("type", "text");
        response.put("tool_choice", "auto").putArray("tools");
        response.put("top_p", 1.0).put("truncation", "disabled").putNull("usage");
        return response;
    }

    private static ObjectNode closed(ObjectNode response, Scene scene) {
        switch (scene.stop()) {
            case END_TURN, TOOL_USE, STOP_SEQUENCE -> response.put("status", "completed");
            case MAX_TOKENS, REFUSAL ->
                response.put("status", "incomplete")
                        .putObject("incomplete_details")
                        .put("reason", scene.stop() == StopReason.REFUSAL ? "content_filter" : "max_output_tokens");
        }
        TokenUsage used = scene.usage();
        ObjectNode usage = response.putObject("usage").put("input_tokens", used.totalInput());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", used.cacheRead())
                .put("cache_write_tokens", used.cacheWrite());
        usage.put("output_tokens", used.output());
        usage.putObject("output_tokens_details").put("reasoning_tokens", used.reasoning());
        usage.put("total_tokens", used.total());
        return response;
    }

    private List<ObjectNode> items(Scene scene) {
        List<ObjectNode> items = new ArrayList<>();
        String thought = "";
        if (!scene.thinking().isEmpty()) {
            ObjectNode item = reasoningItem(scene.thinking());
            thought = item.path("id").stringValue("");
            items.add(item);
        }
        if (!scene.text().isEmpty()) {
            items.add(message(scene.text()));
        }
        for (int i = 0; i < scene.calls().size(); i++) {
            Scene.Call call = scene.calls().get(i);
            String callId = "call_R" + given + "x" + i;
            items.add(Json.object()
                    .put("id", "fc_" + given + "_" + i)
                    .put("type", "function_call")
                    .put("status", "completed")
                    .put("arguments", call.arguments())
                    .put("call_id", callId)
                    .put("name", call.name()));
            reasoningOfCall.put(callId, thought);
        }
        return items;
    }

    private ObjectNode reasoningItem(String text) {
        ObjectNode item = Json.object()
                .put("id", "rs_" + given)
                .put("type", "reasoning")
                .put("encrypted_content", "gAAAAAB" + Integer.toHexString(text.hashCode()) + "-_" + given + "==");
        item.putArray("summary").addObject().put("type", "summary_text").put("text", text);
        reasonings.put("rs_" + given, item.deepCopy());
        return item;
    }

    private ObjectNode message(String text) {
        ObjectNode item =
                Json.object().put("id", "msg_" + given).put("type", "message").put("status", "completed");
        ObjectNode part = item.putArray("content").addObject().put("type", "output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        part.put("text", text);
        return item.put("role", "assistant");
    }

    List<String> frames(Scene scene) {
        sequence = 0;
        List<String> frames = new ArrayList<>();
        ObjectNode response = opened();
        frames.add(frame("response.created", Json.object().set("response", response)));
        frames.add(frame("response.in_progress", Json.object().set("response", response)));
        List<ObjectNode> items = items(scene);
        for (int i = 0; i < items.size(); i++) {
            item(items.get(i), i, frames);
            response.withArray("output").add(items.get(i));
        }
        closed(response, scene);
        String status = response.path("status").stringValue("");
        frames.add(frame("response." + status, Json.object().set("response", response)));
        return frames;
    }

    private void item(ObjectNode item, int index, List<String> frames) {
        ObjectNode begun = item.deepCopy();
        String type = item.path("type").stringValue("");
        switch (type) {
            case "reasoning" -> begun.putArray("summary");
            case "message" -> begun.put("status", "in_progress").putArray("content");
            default -> begun.put("status", "in_progress").put("arguments", "");
        }
        frames.add(frame("response.output_item.added", at(index).set("item", begun)));
        switch (type) {
            case "reasoning" -> summary(item, index, frames);
            case "message" -> text(item, index, frames);
            default -> arguments(item, index, frames);
        }
        frames.add(frame("response.output_item.done", at(index).set("item", item)));
    }

    private void summary(ObjectNode item, int index, List<String> frames) {
        ObjectNode part = item.path("summary").get(0).deepCopy().asObject();
        String text = part.path("text").stringValue("");
        ObjectNode empty = part.deepCopy().put("text", "");
        frames.add(frame(
                "response.reasoning_summary_part.added",
                in(item, index, "summary_index").set("part", empty)));
        for (String piece : pieces(text)) {
            frames.add(frame(
                    "response.reasoning_summary_text.delta",
                    in(item, index, "summary_index").put("delta", piece).put("obfuscation", "x7Qm")));
        }
        frames.add(frame(
                "response.reasoning_summary_text.done",
                in(item, index, "summary_index").put("text", text)));
        frames.add(frame(
                "response.reasoning_summary_part.done",
                in(item, index, "summary_index").set("part", part)));
    }

    private void text(ObjectNode item, int index, List<String> frames) {
        JsonNode part = item.path("content").get(0);
        ObjectNode empty = part.deepCopy().asObject().put("text", "");
        frames.add(frame(
                "response.content_part.added", in(item, index, "content_index").set("part", empty)));
        String text = part.path("text").stringValue("");
        for (String piece : pieces(text)) {
            ObjectNode delta = in(item, index, "content_index").put("delta", piece);
            delta.putArray("logprobs");
            frames.add(frame("response.output_text.delta", delta.put("obfuscation", "x7Qm")));
        }
        ObjectNode done = in(item, index, "content_index").put("text", text);
        done.putArray("logprobs");
        frames.add(frame("response.output_text.done", done));
        frames.add(frame(
                "response.content_part.done", in(item, index, "content_index").set("part", part)));
    }

    private void arguments(ObjectNode item, int index, List<String> frames) {
        String arguments = item.path("arguments").stringValue("");
        String id = item.path("id").stringValue("");
        for (String piece : pieces(arguments)) {
            frames.add(frame(
                    "response.function_call_arguments.delta",
                    at(index).put("item_id", id).put("delta", piece).put("obfuscation", "x7Qm")));
        }
        frames.add(frame(
                "response.function_call_arguments.done",
                at(index).put("item_id", id).put("arguments", arguments)));
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int size = Math.max(1, text.length() / PIECES);
        for (int start = 0; start < text.length(); start += size) {
            pieces.add(text.substring(start, Math.min(text.length(), start + size)));
        }
        return pieces;
    }

    private static ObjectNode at(int index) {
        return Json.object().put("output_index", index);
    }

    private static ObjectNode in(JsonNode item, int index, String part) {
        return at(index).put("item_id", item.path("id").stringValue("")).put(part, 0);
    }

    private String frame(String type, JsonNode data) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", sequence);
        sequence++;
        event.setAll(data.asObject());
        return "event: " + type + "\ndata: " + Json.compact(event) + "\n\n";
    }
}
