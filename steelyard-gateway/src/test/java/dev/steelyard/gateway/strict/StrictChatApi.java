package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat Completions: OpenAI's own rules for a model with one of its names, those of an imitator like DeepSeek
/// for any other. Only the imitator shows what it thinks, and insists on seeing it again with the calls that
/// followed.
public final class StrictChatApi implements StrictApi {
    private static final int PIECE_CHARS = 7;

    /// Call id → what was thought before it.
    private final Map<String, String> thoughts = new HashMap<>();

    private int calls;

    @Override
    public String dialect() {
        return "openai-chat";
    }

    @Override
    public List<String> violations(JsonNode request) {
        List<String> found = new ArrayList<>();
        new StrictChatRequest(request, found).check();
        boolean imitator = !StrictChatRequest.openAis(request);
        new StrictChatMessages(imitator, Map.copyOf(thoughts), found).check(request.path("messages"));
        return found;
    }

    @Override
    public String whole(Scene scene) {
        ObjectNode completion = head("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", scene.text().isEmpty() ? null : scene.text());
        if (!scene.thinking().isEmpty()) {
            message.put("reasoning_content", scene.thinking());
        }
        message.putNull("refusal").putArray("annotations");
        for (String id : ids(scene)) {
            Scene.Call call = scene.calls().get(message.withArray("tool_calls").size());
            message.withArray("tool_calls")
                    .addObject()
                    .put("id", id)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        choice.putNull("logprobs").put("finish_reason", stop(scene.stop()));
        completion.set("usage", usage(scene.usage()));
        return Json.compact(completion.put("service_tier", "default").put("system_fingerprint", "fp_5bf7397cd3"));
    }

    @Override
    public List<String> frames(Scene scene) {
        List<String> frames = new ArrayList<>();
        ObjectNode first = Json.object().put("role", "assistant");
        frames.add(
                chunk(first.put("content", scene.text().isEmpty() ? null : "").putNull("refusal"), null));
        for (String piece : pieces(scene.thinking())) {
            frames.add(chunk(Json.object().putNull("content").put("reasoning_content", piece), null));
        }
        for (String piece : pieces(scene.text())) {
            frames.add(chunk(Json.object().put("content", piece), null));
        }
        calls(scene, frames);
        frames.add(chunk(Json.object(), stop(scene.stop())));
        ObjectNode last = head("chat.completion.chunk");
        last.putArray("choices");
        last.set("usage", usage(scene.usage()));
        frames.add("data: " + Json.compact(last) + "\n\n");
        frames.add("data: [DONE]\n\n");
        return frames;
    }

    /// Interleaved: OpenAI sends one call after the other, but the protocol's index exists for those who do
    /// not.
    private void calls(Scene scene, List<String> frames) {
        List<String> ids = ids(scene);
        List<List<String>> left = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            Scene.Call call = scene.calls().get(index);
            ObjectNode entry =
                    Json.object().put("index", index).put("id", ids.get(index)).put("type", "function");
            entry.putObject("function").put("name", call.name()).put("arguments", "");
            frames.add(chunk(entry));
            left.add(new ArrayList<>(pieces(call.arguments())));
        }
        while (left.stream().anyMatch(pieces -> !pieces.isEmpty())) {
            for (int index = 0; index < left.size(); index++) {
                if (!left.get(index).isEmpty()) {
                    ObjectNode entry = Json.object().put("index", index);
                    entry.putObject("function").put("arguments", left.get(index).removeFirst());
                    frames.add(chunk(entry));
                }
            }
        }
    }

    private List<String> ids(Scene scene) {
        List<String> ids = new ArrayList<>();
        for (Scene.Call _ : scene.calls()) {
            String id = "call_" + "%024d".formatted(++calls);
            ids.add(id);
            thoughts.put(id, scene.thinking());
        }
        return ids;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = text.offsetByCodePoints(from, Math.min(PIECE_CHARS, text.codePointCount(from, text.length())));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private static String chunk(ObjectNode call) {
        ObjectNode delta = Json.object();
        delta.putArray("tool_calls").add(call);
        return chunk(delta, null);
    }

    private static String chunk(ObjectNode delta, @org.jspecify.annotations.Nullable String finishReason) {
        ObjectNode chunk =
                head("chat.completion.chunk").put("service_tier", "default").put("system_fingerprint", "fp_5bf7397cd3");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        chunk.putNull("usage").put("obfuscation", "Kx3");
        return "data: " + Json.compact(chunk) + "\n\n";
    }

    private static ObjectNode head(String object) {
        return Json.object()
                .put("id", "chatcmpl-CTEST0000000000000000000000")
                .put("object", object)
                .put("created", 1_767_225_600)
                .put("model", "served-2026-01-01");
    }

    private static String stop(StopReason stop) {
        return switch (stop) {
            case END_TURN, STOP_SEQUENCE -> "stop";
            case TOOL_USE -> "tool_calls";
            case MAX_TOKENS -> "length";
            case REFUSAL -> "content_filter";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.totalInput())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total());
        node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("audio_tokens", 0)
                .put("cache_write_tokens", usage.cacheWrite());
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return node;
    }
}
