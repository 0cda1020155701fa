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

/// The event grammar of Chat Completions: unnamed chunks, a chunk with `finish_reason`, a chunk without
/// choices that carries the usage if the client asked for it, `[DONE]`. What was thought goes in the field of
/// OpenAI's imitators, which their clients read and OpenAI's own overlook.
final class OpenAiChatStream implements Dialect.StreamWriter {
    private final ObjectNode head;
    private final boolean usageWanted;
    private final ToolNames names;
    private int call = -1;
    private @Nullable ChatFreeform input;

    OpenAiChatStream(ObjectNode head, boolean usageWanted, ToolNames names) {
        this.head = head;
        this.usageWanted = usageWanted;
        this.names = names;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage _) ->
                delta(Json.object().put("role", "assistant").put("content", ""));
            case TextStart() -> noInput();
            case TextPiece(String text) -> delta(Json.object().put("content", text));
            case CallStart(String id, String name) -> openCall(id, name);
            case ArgumentsPiece(String json) -> arguments(json);
            case PartEnd() -> input == null ? "" : input(input.rest());
            case Finish(Reply.StopReason stop, TokenUsage usage) -> finish(stop, usage);
            case ReplyEvent.ThinkingStart() -> noInput();
            case ReplyEvent.ThinkingPiece(String text) -> delta(Json.object().put("reasoning_content", text));
            case ReplyEvent.Seal(String _) -> "";
            case ReplyEvent.Failed(String type, String message) -> failed(type, message);
        };
    }

    private String openCall(String id, String plainName) {
        call++;
        boolean freeform = OpenAiChat.freeform(plainName, names);
        input = freeform ? new ChatFreeform() : null;
        String name = names.of(plainName).map(ToolNames.Origin::name).orElse(plainName);
        ObjectNode delta = Json.object();
        ObjectNode entry = entry(delta).put("id", id);
        if (freeform) {
            entry.put("type", "custom").putObject("custom").put("name", name).put("input", "");
        } else {
            entry.put("type", "function")
                    .putObject("function")
                    .put("name", name)
                    .put("arguments", "");
        }
        return delta(delta);
    }

    private String noInput() {
        input = null;
        return "";
    }

    private ObjectNode entry(ObjectNode delta) {
        return delta.putArray("tool_calls").addObject().put("index", call);
    }

    private String arguments(String json) {
        if (input != null) {
            return input(input.piece(json));
        }
        ObjectNode delta = Json.object();
        entry(delta).putObject("function").put("arguments", json);
        return delta(delta);
    }

    private String input(String text) {
        ObjectNode delta = Json.object();
        entry(delta).putObject("custom").put("input", text);
        return text.isEmpty() ? "" : delta(delta);
    }

    /// Nothing follows, not even `[DONE]`: a client that overlooks the error must not take the answer for
    /// whole.
    private static String failed(String type, String message) {
        ObjectNode chunk = Json.object();
        chunk.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return Sse.data(chunk);
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
