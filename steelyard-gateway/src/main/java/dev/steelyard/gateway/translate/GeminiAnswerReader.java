package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Every chunk of Gemini's is a small answer, so an answer that is whole is a stream of one. Calls come complete, with
/// names and arguments; a text or a thought goes on until another kind of part begins.
final class GeminiAnswerReader implements AnswerReader {
    private enum Open {
        NOTHING,
        TEXT,
        THINKING
    }

    private final SideTable.Turn turn;
    private Open open = Open.NOTHING;
    private boolean called;
    private @Nullable StopReason stop;
    private @Nullable CallError failure;

    GeminiAnswerReader(SideTable.Turn turn) {
        this.turn = turn;
    }

    @Override
    public void event(JsonNode event, Consumer<ReplyEvent> out) {
        JsonNode error = event.path("error");
        if (error.isObject()) {
            fail(
                    error.path("status").stringValue("error"),
                    error.path("message").stringValue(""));
        }
        if (event.path("promptFeedback").path("blockReason").isString()) {
            stop = StopReason.REFUSAL;
        }
        JsonNode candidate = event.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(part -> part(part, out));
        finish(candidate);
    }

    private void part(JsonNode part, Consumer<ReplyEvent> out) {
        JsonNode signature = part.path("thoughtSignature");
        if (part.path("functionCall").isObject()) {
            call(part.path("functionCall"), signature, out);
        } else if (part.path("thought").booleanValue(false)) {
            thought(part, signature, out);
        } else {
            text(part.path("text").stringValue(""), out);
            if (signature.isString()) {
                turn.thought(Json.object().put("text", "").set("thoughtSignature", signature));
            }
        }
    }

    private void text(String text, Consumer<ReplyEvent> out) {
        if (!text.isEmpty()) {
            open(Open.TEXT, new ReplyEvent.TextStart(), out);
            out.accept(new ReplyEvent.TextPiece(text));
        }
    }

    /// A signature ends its thought.
    private void thought(JsonNode part, JsonNode signature, Consumer<ReplyEvent> out) {
        String text = part.path("text").stringValue("");
        if (!text.isEmpty() || signature.isString()) {
            open(Open.THINKING, new ReplyEvent.ThinkingStart(), out);
        }
        if (!text.isEmpty()) {
            out.accept(new ReplyEvent.ThinkingPiece(text));
        }
        if (signature.isString()) {
            out.accept(new ReplyEvent.Seal(turn.thought(part)));
            end(out);
        }
    }

    /// Of parallel calls only the first is signed.
    private void call(JsonNode call, JsonNode signature, Consumer<ReplyEvent> out) {
        String name = GeminiNames.received(call.path("name").stringValue(""));
        if (name.isEmpty()) {
            return;
        }
        end(out);
        called = true;
        String sent = call.path("id").stringValue("");
        String id = turn.call(sent.isEmpty() ? null : sent);
        JsonNode arguments = call.path("args");
        out.accept(new ReplyEvent.CallStart(id, name));
        out.accept(new ReplyEvent.ArgumentsPiece(arguments.isObject() ? Json.compact(arguments) : "{}"));
        if (signature.isString()) {
            out.accept(new ReplyEvent.Seal(turn.attached(id, signature)));
        }
        out.accept(new ReplyEvent.PartEnd());
    }

    private void open(Open kind, ReplyEvent start, Consumer<ReplyEvent> out) {
        if (open != kind) {
            end(out);
            open = kind;
            out.accept(start);
        }
    }

    /// `STOP` is also how a turn that calls tools ends, and often comes in a chunk after the calls.
    private void finish(JsonNode candidate) {
        String reason = candidate.path("finishReason").stringValue("");
        switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> {}
            case "STOP" -> stop = StopReason.END_TURN;
            case "MAX_TOKENS" -> stop = StopReason.MAX_TOKENS;
            case "SAFETY", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "MODEL_ARMOR" ->
                stop = StopReason.REFUSAL;
            default ->
                fail(reason, candidate.path("finishMessage").stringValue("the model's answer ended with " + reason));
        }
    }

    private void fail(String type, String message) {
        failure = new CallError("provider", type.toLowerCase(Locale.ROOT), message);
    }

    @Override
    public void whole(JsonNode body, Consumer<ReplyEvent> out) {
        event(body, out);
        end(out);
    }

    @Override
    public void end(Consumer<ReplyEvent> out) {
        if (open != Open.NOTHING) {
            out.accept(new ReplyEvent.PartEnd());
            open = Open.NOTHING;
        }
    }

    @Override
    public Optional<StopReason> stop() {
        return stop == StopReason.END_TURN && called ? Optional.of(StopReason.TOOL_USE) : Optional.ofNullable(stop);
    }

    @Override
    public Optional<CallError> failure() {
        return Optional.ofNullable(failure);
    }
}
