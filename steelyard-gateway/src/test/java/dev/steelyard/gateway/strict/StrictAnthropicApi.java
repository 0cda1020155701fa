package dev.steelyard.gateway.strict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic Messages, version 2023-06-01, without betas. What it thought it signs, and remembers.
public final class StrictAnthropicApi implements StrictApi {
    private static final int PIECE_CHARS = 12;

    /// Signature → the block that was issued with it.
    private final Map<String, JsonNode> issued = new HashMap<>();

    /// Call → the thinking blocks of the answer that made it.
    private final Map<String, List<JsonNode>> thoughtBefore = new HashMap<>();

    private int answers;

    @Override
    public String dialect() {
        return "anthropic-messages";
    }

    @Override
    public List<String> violations(JsonNode request) {
        var findings = new AnthropicFindings();
        new AnthropicRequestRules(findings, request).check();
        new AnthropicMessageRules(findings, request, issued, thoughtBefore).check();
        return findings.all();
    }

    @Override
    public String whole(Scene scene) {
        ObjectNode message = message(content(scene));
        message.put("stop_reason", stop(scene.stop()));
        message.set("usage", usage(scene.usage(), scene.usage().output()));
        return Json.compact(message);
    }

    /// As they are recorded: a data line may be padded with blanks before its last brace.
    @Override
    public List<String> frames(Scene scene) {
        List<JsonNode> content = content(scene);
        List<String> frames = new ArrayList<>();
        ObjectNode message = message(List.of());
        message.set("usage", usage(scene.usage(), 1));
        frames.add(frame(Json.object().put("type", "message_start").set("message", message)));
        for (int index = 0; index < content.size(); index++) {
            block(index, content.get(index), frames);
            if (index == 0) {
                frames.add(frame(Json.object().put("type", "ping")));
            }
        }
        ObjectNode delta = Json.object().put("type", "message_delta");
        delta.putObject("delta").put("stop_reason", stop(scene.stop())).putNull("stop_sequence");
        frames.add(frame(delta.set("usage", usage(scene.usage(), scene.usage().output()))));
        frames.add(frame(Json.object().put("type", "message_stop")));
        return frames;
    }

    private List<JsonNode> content(Scene scene) {
        answers++;
        List<JsonNode> content = new ArrayList<>();
        List<JsonNode> thoughts = new ArrayList<>();
        if (!scene.thinking().isEmpty()) {
            thoughts.add(thinking(scene.thinking()));
            content.addAll(thoughts);
        }
        if (!scene.text().isEmpty()) {
            content.add(Json.object().put("type", "text").put("text", scene.text()));
        }
        for (Scene.Call call : scene.calls()) {
            String id = "toolu_01" + name("call" + answers + content.size()).substring(0, 22);
            ObjectNode block = Json.object().put("type", "tool_use").put("id", id);
            block.put("name", call.name());
            content.add(block.set("input", Json.readObject(call.arguments().getBytes(UTF_8))));
            thoughtBefore.put(id, thoughts);
        }
        return content;
    }

    private JsonNode thinking(String text) {
        String secret = name("thought" + answers) + name(text) + name("sealed");
        String signature = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
        JsonNode block =
                Json.object().put("type", "thinking").put("thinking", text).put("signature", signature);
        issued.put(signature, block);
        return block;
    }

    private static String name(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(UTF_8)).toString().replace("-", "");
    }

    private ObjectNode message(List<JsonNode> content) {
        ObjectNode message = Json.object()
                .put("model", "claude-opus-4-8")
                .put("id", "msg_01" + name("message" + answers).substring(0, 22))
                .put("type", "message")
                .put("role", "assistant");
        ArrayNode blocks = message.putArray("content");
        content.forEach(blocks::add);
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    private static void block(int index, JsonNode block, List<String> frames) {
        ObjectNode opening = block.deepCopy().asObject();
        List<ObjectNode> deltas = new ArrayList<>();
        switch (block.path("type").stringValue("")) {
            case "thinking" -> {
                opening.put("thinking", "").put("signature", "");
                pieces("thinking_delta", "thinking", block.path("thinking").stringValue(), deltas);
                String signature = block.path("signature").stringValue();
                deltas.add(Json.object().put("type", "signature_delta").put("signature", signature));
            }
            case "text" -> {
                opening.put("text", "");
                pieces("text_delta", "text", block.path("text").stringValue(), deltas);
            }
            case "tool_use" -> {
                opening.putObject("input");
                deltas.add(Json.object().put("type", "input_json_delta").put("partial_json", ""));
                pieces("input_json_delta", "partial_json", Json.compact(block.path("input")), deltas);
            }
            default -> throw new IllegalArgumentException(block.toString());
        }
        ObjectNode start = Json.object().put("type", "content_block_start").put("index", index);
        frames.add(frame(start.set("content_block", opening)));
        for (ObjectNode delta : deltas) {
            ObjectNode event = Json.object().put("type", "content_block_delta").put("index", index);
            frames.add(frame(event.set("delta", delta)));
        }
        frames.add(frame(Json.object().put("type", "content_block_stop").put("index", index)));
    }

    private static void pieces(String type, String key, String text, List<ObjectNode> deltas) {
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + PIECE_CHARS);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            deltas.add(Json.object().put("type", type).put(key, text.substring(from, to)));
            from = to;
        }
    }

    private static String frame(JsonNode event) {
        String json = Json.compact(event);
        String padding = " ".repeat(json.length() % 7);
        return "event: " + event.path("type").stringValue() + "\ndata: " + json.substring(0, json.length() - 1)
                + padding + "}\n\n";
    }

    private static String stop(StopReason stop) {
        return switch (stop) {
            case END_TURN -> "end_turn";
            case TOOL_USE -> "tool_use";
            case MAX_TOKENS -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
            case REFUSAL -> "refusal";
        };
    }

    private static ObjectNode usage(TokenUsage usage, long output) {
        ObjectNode told = Json.object()
                .put("input_tokens", usage.freshInput())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        told.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWrite() - usage.cacheWriteHour())
                .put("ephemeral_1h_input_tokens", usage.cacheWriteHour());
        told.put("output_tokens", output);
        told.putObject("output_tokens_details").put("thinking_tokens", Math.min(usage.reasoning(), output));
        return told.put("service_tier", "standard").put("inference_geo", "not_available");
    }
}
