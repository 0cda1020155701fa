package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One block of an answer, while it comes. It opens as what its first piece is, so that nothing empty is told.
final class AnthropicPart {
    private enum Kind {
        TEXT,
        THINKING,
        REDACTED,
        CALL,
        OTHER
    }

    private final SideTable.Turn turn;
    private final JsonNode block;
    private final Queue<ReplyEvent> held = new ArrayDeque<>();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private Kind kind;
    private boolean open;
    private boolean argued;
    private boolean ended;

    AnthropicPart(JsonNode block, SideTable.Turn turn) {
        this.block = block;
        this.turn = turn;
        this.kind = kind(block.path("type").stringValue(""));
        if (kind == Kind.CALL) {
            String id = turn.call(block.path("id").stringValue(null));
            held.add(new ReplyEvent.CallStart(id, block.path("name").stringValue("")));
        }
        text(block.path("text").stringValue(""));
        thinking(block.path("thinking").stringValue(""));
        signature.append(block.path("signature").stringValue(""));
    }

    /// A block whose beginning was never told.
    static AnthropicPart of(JsonNode delta, SideTable.Turn turn) {
        boolean thinks = delta.has("thinking") || delta.has("signature");
        return new AnthropicPart(
                Json.object().put("type", thinks ? "thinking" : delta.has("text") ? "text" : ""), turn);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "text" -> Kind.TEXT;
            case "thinking" -> Kind.THINKING;
            case "redacted_thinking" -> Kind.REDACTED;
            case "tool_use" -> Kind.CALL;
            default -> Kind.OTHER;
        };
    }

    boolean call() {
        return kind == Kind.CALL;
    }

    void delta(JsonNode delta) {
        switch (delta.path("type").stringValue("")) {
            case "text_delta" -> {
                turnInto(Kind.TEXT);
                text(delta.path("text").stringValue(""));
            }
            case "thinking_delta" -> {
                turnInto(Kind.THINKING);
                thinking(delta.path("thinking").stringValue(""));
            }
            case "signature_delta" -> signature.append(delta.path("signature").stringValue(""));
            case "input_json_delta" -> arguments(delta.path("partial_json").stringValue(""));
            default -> {
                // Citations have no place in a reply.
            }
        }
    }

    /// For providers that think inside a block they had called text, and the other way round.
    private void turnInto(Kind other) {
        if (kind != other && (kind == Kind.TEXT || kind == Kind.THINKING)) {
            finish();
            kind = other;
        }
    }

    private void text(String piece) {
        if (kind == Kind.TEXT && !piece.isEmpty()) {
            openAs(new ReplyEvent.TextStart());
            held.add(new ReplyEvent.TextPiece(piece));
        }
    }

    private void thinking(String piece) {
        if (kind == Kind.THINKING && !piece.isEmpty()) {
            openAs(new ReplyEvent.ThinkingStart());
            held.add(new ReplyEvent.ThinkingPiece(piece));
            thought.append(piece);
        }
    }

    private void arguments(String piece) {
        if (kind == Kind.CALL && !piece.isEmpty()) {
            argued = true;
            held.add(new ReplyEvent.ArgumentsPiece(piece));
        }
    }

    private void openAs(ReplyEvent start) {
        if (!open) {
            open = true;
            held.add(start);
        }
    }

    /// Of an answer that did not come in pieces.
    void whole(JsonNode complete) {
        if (kind == Kind.CALL && !argued) {
            arguments(Json.compact(input(complete)));
        }
    }

    private static JsonNode input(JsonNode call) {
        return call.path("input").isObject() ? call.path("input") : Json.object();
    }

    void end() {
        if (!ended) {
            finish();
            ended = true;
        }
    }

    private void finish() {
        switch (kind) {
            case TEXT -> close(null);
            case THINKING -> close(signed());
            case REDACTED -> close(block);
            case CALL -> {
                whole(block);
                held.add(new ReplyEvent.PartEnd());
            }
            case OTHER -> {
                // Nothing was told of it.
            }
        }
    }

    private @Nullable JsonNode signed() {
        if (signature.isEmpty()) {
            return null;
        }
        JsonNode signed = Json.object()
                .put("type", "thinking")
                .put("thinking", thought.toString())
                .put("signature", signature.toString());
        thought.setLength(0);
        signature.setLength(0);
        return signed;
    }

    /// @param opaque what must come back; it may be all there is
    private void close(@Nullable JsonNode opaque) {
        if (opaque != null) {
            openAs(new ReplyEvent.ThinkingStart());
            held.add(new ReplyEvent.Seal(turn.thought(opaque)));
        }
        if (open) {
            held.add(new ReplyEvent.PartEnd());
            open = false;
        }
    }

    boolean ended() {
        return ended;
    }

    void drain(Consumer<ReplyEvent> out) {
        while (!held.isEmpty()) {
            out.accept(held.remove());
        }
    }
}
