package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.Failed;
import dev.steelyard.gateway.dialect.ReplyEvent.Finish;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.Seal;
import dev.steelyard.gateway.dialect.ReplyEvent.Start;
import dev.steelyard.gateway.dialect.ReplyEvent.TextPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.TextStart;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingStart;
import dev.steelyard.model.TokenUsage;
import tools.jackson.databind.node.ObjectNode;

/// The event grammar of Anthropic Messages: blocks follow one another, their indices count from 0, and the usage in
/// `message_delta` is cumulative. `message_start` carries the real input: Claude Code's context meter reads it there.
final class AnthropicStream implements Dialect.StreamWriter {
    /// What Anthropic reports before the first token is out.
    private static final int OUTPUT_AT_START = 1;

    private final Envelope envelope;
    private int block = -1;
    private boolean thinking;

    AnthropicStream(Envelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage input) -> start(input);
            case TextStart() -> open(Json.object().put("type", "text").put("text", ""));
            case TextPiece(String text) -> delta("text_delta", "text", text);
            case CallStart(String id, String name) -> open(call(id, name));
            case ArgumentsPiece(String json) -> delta("input_json_delta", "partial_json", json);
            case PartEnd() -> send("content_block_stop", Json.object().put("index", block));
            case Finish(Reply.StopReason stop, TokenUsage usage) -> finish(stop, usage);
            case ThinkingStart() -> think();
            case ThinkingPiece(String text) -> delta("thinking_delta", "thinking", text);
            case Seal(String handle) -> thinking ? delta("signature_delta", "signature", handle) : "";
            case Failed(String type, String message) ->
                Sse.named("error", AnthropicMessages.error(type, message, envelope.callId()));
        };
    }

    private String start(TokenUsage input) {
        ObjectNode message = AnthropicMessages.message(envelope);
        message.set("usage", AnthropicMessages.usage(input, OUTPUT_AT_START));
        ObjectNode start = Json.object();
        start.set("message", message);
        return send("message_start", start);
    }

    private String think() {
        ObjectNode empty =
                Json.object().put("type", "thinking").put("thinking", "").put("signature", "");
        String start = open(empty);
        thinking = true;
        return start;
    }

    private ObjectNode call(String id, String name) {
        ObjectNode call = Json.object().put("type", "tool_use").put("id", id);
        call.put("name", AnthropicMessages.name(name, envelope));
        call.putObject("input");
        return call;
    }

    private String open(ObjectNode content) {
        block++;
        thinking = false;
        ObjectNode start = Json.object().put("index", block);
        start.set("content_block", content);
        return send("content_block_start", start);
    }

    private String delta(String type, String key, String piece) {
        ObjectNode delta = Json.object().put("index", block);
        delta.putObject("delta").put("type", type).put(key, piece);
        return send("content_block_delta", delta);
    }

    private static String finish(Reply.StopReason stop, TokenUsage usage) {
        ObjectNode delta = Json.object();
        delta.putObject("delta")
                .put("stop_reason", AnthropicMessages.stop(stop))
                .putNull("stop_sequence");
        delta.set("usage", AnthropicMessages.usage(usage, usage.output()));
        return send("message_delta", delta) + send("message_stop", Json.object());
    }

    private static String send(String type, ObjectNode data) {
        ObjectNode event = Json.object().put("type", type);
        event.setAll(data);
        return Sse.named(type, event);
    }
}
