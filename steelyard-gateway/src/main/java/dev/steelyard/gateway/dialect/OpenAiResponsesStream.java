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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The event grammar of Responses. Every item ends with `output_item.done`, from which Codex dispatches its tools,
/// and the last event repeats the whole output.
final class OpenAiResponsesStream implements Dialect.StreamWriter {
    /// Words on which clients act: others mean to them that trying again may help, as `server_error` does.
    private static final Set<String> CODES = Set.of(
            "context_length_exceeded",
            "insufficient_quota",
            "invalid_prompt",
            "rate_limit_exceeded",
            "usage_not_included");

    private final Envelope envelope;
    private final ObjectNode response;
    private final StringBuilder pieces = new StringBuilder();
    private FreeformInput input = new FreeformInput();
    private String seal = "";
    private @Nullable ObjectNode item;
    private int sequence;

    OpenAiResponsesStream(Envelope envelope, ObjectNode response) {
        this.envelope = envelope;
        this.response = response;
    }

    @Override
    public String write(ReplyEvent event) {
        return switch (event) {
            case Start(TokenUsage _) -> whole("response.created") + whole("response.in_progress");
            case TextStart() -> openMessage();
            case TextPiece(String text) -> piece("response.output_text.delta", inContent(), text);
            case ThinkingStart() -> open(ResponseItem.reasoning(envelope.callId(), index()));
            case ThinkingPiece(String text) -> thought(text);
            case Seal(String handle) -> {
                seal = handle;
                yield "";
            }
            case CallStart(String id, String name) -> open(ResponseItem.call(envelope, index(), id, name));
            case ArgumentsPiece(String json) -> arguments(json);
            case PartEnd() -> closePart();
            case Finish(Reply.StopReason stop, TokenUsage usage) -> {
                OpenAiResponses.finished(response, stop, usage);
                yield whole("response." + Body.text(response.path("status")));
            }
            case Failed(String type, String message) -> {
                response.put("status", "failed")
                        .putObject("error")
                        .put("code", CODES.contains(type) ? type : "server_error")
                        .put("message", message);
                yield whole("response.failed");
            }
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
        String added = open(ResponseItem.message(envelope.callId(), index(), "in_progress"));
        ObjectNode part = inContent();
        part.set("part", ResponseItem.outputText(""));
        return added + send("response.content_part.added", part);
    }

    private String open(ObjectNode opened) {
        item = opened;
        pieces.setLength(0);
        input = new FreeformInput();
        seal = "";
        return item("response.output_item.added", opened);
    }

    private String piece(String type, ObjectNode place, String piece) {
        pieces.append(piece);
        return send(type, place.put("delta", piece));
    }

    private String thought(String text) {
        String opening = "";
        if (pieces.isEmpty()) {
            ObjectNode part = inSummary();
            part.set("part", ResponseItem.summaryText(""));
            opening = send("response.reasoning_summary_part.added", part);
        }
        return opening + piece("response.reasoning_summary_text.delta", inSummary(), text);
    }

    private String arguments(String json) {
        return switch (type()) {
            case ResponseItem.FUNCTION -> piece("response.function_call_arguments.delta", inItem(), json);
            case ResponseItem.CUSTOM -> {
                pieces.append(json);
                yield text(input.piece(json));
            }
            default -> {
                pieces.append(json);
                yield "";
            }
        };
    }

    private String text(String piece) {
        return piece.isEmpty() ? "" : send("response.custom_tool_call_input.delta", inItem().put("delta", piece));
    }

    private String closePart() {
        String told = pieces.toString();
        String closing = switch (type()) {
            case "message" -> closeMessage(told);
            case "reasoning" -> closeReasoning(told);
            case ResponseItem.FUNCTION ->
                send("response.function_call_arguments.done", inItem().put("arguments", told));
            case ResponseItem.CUSTOM ->
                text(input.rest())
                        + send("response.custom_tool_call_input.done", inItem().put("input", FreeformInput.of(told)));
            default -> "";
        };
        ObjectNode done = current();
        if (done.has("call_id")) {
            ResponseItem.argue(done, told);
        }
        if (done.has("status")) {
            done.put("status", "completed");
        }
        String ended = item("response.output_item.done", done);
        response.withArray("output").add(done);
        return closing + ended;
    }

    private String closeMessage(String text) {
        String textDone = send("response.output_text.done", inContent().put("text", text));
        ObjectNode part = inContent();
        part.set("part", ResponseItem.outputText(text));
        current().withArray("content").add(ResponseItem.outputText(text));
        return textDone + send("response.content_part.done", part);
    }

    private String closeReasoning(String text) {
        ResponseItem.think(current(), text, seal);
        if (text.isEmpty()) {
            return "";
        }
        ObjectNode part = inSummary();
        part.set("part", ResponseItem.summaryText(text));
        return send("response.reasoning_summary_text.done", inSummary().put("text", text))
                + send("response.reasoning_summary_part.done", part);
    }

    private String item(String type, ObjectNode shown) {
        ObjectNode data = Json.object().put("output_index", index());
        data.set("item", shown);
        return send(type, data);
    }

    private String type() {
        return Body.text(current().path("type"));
    }

    private ObjectNode inItem() {
        return Json.object().put("item_id", Body.text(current().path("id"))).put("output_index", index());
    }

    private ObjectNode inContent() {
        return inItem().put("content_index", 0);
    }

    private ObjectNode inSummary() {
        return inItem().put("summary_index", 0);
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
