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

/// The event grammar of Responses. Every item ends with `output_item.done`, from which Codex dispatches its tools,
/// and the last event repeats the whole output.
final class OpenAiResponsesStream implements Dialect.StreamWriter {
    private final String callId;
    private final ObjectNode response;
    private final StringBuilder pieces = new StringBuilder();
    private @Nullable ObjectNode item;
    private int sequence;

    OpenAiResponsesStream(String callId, ObjectNode response) {
        this.callId = callId;
        this.response = response;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage _) -> whole("response.created") + whole("response.in_progress");
            case TextStart() -> openMessage();
            case TextPiece(String text) -> piece("response.output_text.delta", inContent(), text);
            case CallStart(String id, String name) -> open(ResponseItem.functionCall(callId, index(), id, name));
            case ArgumentsPiece(String json) -> piece("response.function_call_arguments.delta", inItem(), json);
            case PartEnd() -> closePart();
            case Finish(Reply.StopReason _, TokenUsage usage) -> {
                OpenAiResponses.completed(response, usage);
                yield whole("response.completed");
            }
            case ReplyEvent.ThinkingStart _ -> "";
            case ReplyEvent.ThinkingPiece _ -> "";
            case ReplyEvent.Seal _ -> "";
            case ReplyEvent.Failed _ -> "";
        };
    }

    private int index() {
        return response.path("output").size();
    }

    private String whole(String type) {
        ObjectNode data = Json.object();
        data.set("response", response);
        return send(type, data);
    }

    private String openMessage() {
        String added = open(ResponseItem.message(callId, index(), "in_progress"));
        ObjectNode part = inContent();
        part.set("part", ResponseItem.outputText(""));
        return added + send("response.content_part.added", part);
    }

    private String open(ObjectNode opened) {
        item = opened;
        pieces.setLength(0);
        return item("response.output_item.added", opened);
    }

    private String piece(String type, ObjectNode place, String piece) {
        pieces.append(piece);
        return send(type, place.put("delta", piece));
    }

    private String closePart() {
        ObjectNode done = current().put("status", "completed");
        String text = pieces.toString();
        String closing = done.has("call_id") ? closeCall(done, text) : closeMessage(done, text);
        String ended = item("response.output_item.done", done);
        response.withArray("output").add(done);
        return closing + ended;
    }

    private String closeCall(ObjectNode done, String arguments) {
        String closing = send("response.function_call_arguments.done", inItem().put("arguments", arguments));
        done.put("arguments", arguments);
        return closing;
    }

    private String closeMessage(ObjectNode done, String text) {
        String textDone = send("response.output_text.done", inContent().put("text", text));
        ObjectNode part = inContent();
        part.set("part", ResponseItem.outputText(text));
        done.withArray("content").add(ResponseItem.outputText(text));
        return textDone + send("response.content_part.done", part);
    }

    private String item(String type, ObjectNode shown) {
        ObjectNode data = Json.object().put("output_index", index());
        data.set("item", shown);
        return send(type, data);
    }

    private ObjectNode inItem() {
        return Json.object().put("item_id", Body.text(current().path("id"))).put("output_index", index());
    }

    private ObjectNode inContent() {
        return inItem().put("content_index", 0);
    }

    private ObjectNode current() {
        if (item == null) {
            throw new IllegalStateException("a piece came before its part");
        }
        return item;
    }

    private String send(String type, ObjectNode data) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", sequence);
        sequence++;
        event.setAll(data);
        return Sse.named(type, event);
    }
}
