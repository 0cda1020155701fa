package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.Finish;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.Start;
import dev.steelyard.gateway.dialect.ReplyEvent.TextPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.TextStart;
import dev.steelyard.model.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The event grammar of Chat Completions: unnamed chunks, a chunk with `finish_reason`, a chunk without choices that
/// carries the usage if the client asked for it, `[DONE]`.
final class OpenAiChatStream implements Dialect.StreamWriter {
    private final ObjectNode head;
    private final boolean usageWanted;
    private int call = -1;

    OpenAiChatStream(ObjectNode head, boolean usageWanted) {
        this.head = head;
        this.usageWanted = usageWanted;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage _) ->
                delta(Json.object().put("role", "assistant").put("content", ""));
            case TextStart() -> "";
            case TextPiece(String text) -> delta(Json.object().put("content", text));
            case CallStart(String id, String name) -> openCall(id, name);
            case ArgumentsPiece(String json) -> arguments(json);
            case PartEnd() -> "";
            case Finish(Reply.StopReason stop, TokenUsage usage) -> finish(stop, usage);
            case ReplyEvent.ThinkingStart _ -> "";
            case ReplyEvent.ThinkingPiece _ -> "";
            case ReplyEvent.Seal _ -> "";
            case ReplyEvent.Failed _ -> "";
        };
    }

    private String openCall(String id, String name) {
        call++;
        ObjectNode delta = Json.object();
        ObjectNode entry = delta.putArray("tool_calls").addObject().put("index", call);
        entry.put("id", id).put("type", "function");
        entry.putObject("function").put("name", name).put("arguments", "");
        return delta(delta);
    }

    private String arguments(String json) {
        ObjectNode delta = Json.object();
        ObjectNode entry = delta.putArray("tool_calls").addObject().put("index", call);
        entry.putObject("function").put("arguments", json);
        return delta(delta);
    }

    private String finish(Reply.StopReason stop, TokenUsage usage) {
        String last = chunk(Json.object(), OpenAiChat.stop(stop));
        return last + (usageWanted ? usageChunk(usage) : "") + Sse.DONE;
    }

    private String usageChunk(TokenUsage usage) {
        ObjectNode chunk = head.deepCopy();
        chunk.putArray("choices");
        chunk.set("usage", OpenAiChat.usage(usage));
        return Sse.data(chunk);
    }

    private String delta(ObjectNode delta) {
        return chunk(delta, null);
    }

    private String chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = head.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return Sse.data(chunk);
    }
}
