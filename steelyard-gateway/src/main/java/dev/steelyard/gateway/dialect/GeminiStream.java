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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The event grammar of `streamGenerateContent`: every chunk is a small answer with the usage so far; a tool call is
/// never cut, so it leaves when its last argument is known; the chunk with `finishReason` is the last one.
final class GeminiStream implements Dialect.StreamWriter {
    private final ObjectNode identity;
    private final ToolNames names;
    private final GeminiFraming framing;
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable CallStart call;
    private String seal = "";
    private TokenUsage known = TokenUsage.ZERO;
    private boolean first = true;

    GeminiStream(Envelope envelope, GeminiFraming framing) {
        this.identity = GeminiGenerateContent.identity(envelope);
        this.names = envelope.names();
        this.framing = framing;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage input) -> start(input);
            case TextStart() -> "";
            case TextPiece(String text) -> chunk(new Reply.Text(text), null);
            case CallStart start -> open(start);
            case ArgumentsPiece(String json) -> keep(json);
            case PartEnd() -> call == null ? "" : close(call);
            case Finish(Reply.StopReason stop, TokenUsage usage) -> finish(stop, usage);
            case ReplyEvent.ThinkingStart() -> "";
            case ReplyEvent.ThinkingPiece(String text) -> chunk(new Reply.Thinking(text, ""), null);
            case ReplyEvent.Seal(String handle) -> seal(handle);
            case ReplyEvent.Failed(String type, String message) -> fail(GeminiFailure.of(type, message));
        };
    }

    /// Empty texts are what Gemini itself puts into chunks that only carry usage.
    private String start(TokenUsage input) {
        known = input;
        return chunk(new Reply.Text(""), null);
    }

    private String open(CallStart start) {
        call = start;
        seal = "";
        arguments.setLength(0);
        return "";
    }

    private String keep(String json) {
        arguments.append(json);
        return "";
    }

    /// A call leaves as a whole, with its seal; a thought's pieces have left, so its seal comes without text, as
    /// Gemini's own do.
    private String seal(String handle) {
        if (call == null) {
            return chunk(new Reply.Thinking("", handle), null);
        }
        seal = handle;
        return "";
    }

    private String close(CallStart start) {
        call = null;
        return chunk(new Reply.ToolCall(start.id(), start.name(), arguments.toString(), seal), null);
    }

    private String finish(Reply.StopReason stop, TokenUsage usage) {
        known = usage;
        return chunk(new Reply.Text(""), GeminiGenerateContent.stop(stop)) + framing.end();
    }

    private String fail(ObjectNode failure) {
        String framed = framing.failure(failure, first);
        first = false;
        return framed + framing.end();
    }

    private String chunk(Reply.Part part, @Nullable String finishReason) {
        ArrayNode parts = Json.array().add(GeminiGenerateContent.part(part, names));
        ObjectNode chunk = Json.object();
        ObjectNode candidate = GeminiGenerateContent.candidate(chunk, parts);
        if (finishReason != null) {
            candidate.put("finishReason", finishReason);
        }
        candidate.put("index", 0);
        chunk.set("usageMetadata", GeminiGenerateContent.usage(known));
        chunk.setAll(identity);
        String framed = framing.chunk(chunk, first);
        first = false;
        return framed;
    }
}
