package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Blocks come one after the other; should a provider of this dialect interleave them, all but the first are kept back
/// until it has ended.
final class AnthropicAnswerReader implements AnswerReader {
    private final SideTable.Turn turn;
    private final TreeMap<Integer, AnthropicPart> open = new TreeMap<>();
    private boolean called;
    private String stop = "";

    @Nullable
    private CallError failure;

    AnthropicAnswerReader(SideTable.Turn turn) {
        this.turn = turn;
    }

    @Override
    public void event(JsonNode event, Consumer<ReplyEvent> out) {
        int index = event.path("index").intValue(0);
        switch (event.path("type").stringValue("")) {
            case "content_block_start" -> start(index, event.path("content_block"), out);
            case "content_block_delta" -> {
                JsonNode delta = event.path("delta");
                open.computeIfAbsent(index, _ -> AnthropicPart.of(delta, turn)).delta(delta);
                flush(out);
            }
            case "content_block_stop" -> {
                AnthropicPart part = open.get(index);
                if (part != null) {
                    part.end();
                }
                flush(out);
            }
            case "message_delta" ->
                stop = event.path("delta").path("stop_reason").stringValue(stop);
            case "error" -> fail(event.path("error"));
            default -> {
                // What a reply's usage is, is metered apart; pings and news say nothing of its parts.
            }
        }
    }

    private void start(int index, JsonNode block, Consumer<ReplyEvent> out) {
        AnthropicPart before = open.remove(index);
        if (before != null) {
            before.end();
            before.drain(out);
        }
        var part = new AnthropicPart(block, turn);
        called |= part.call();
        open.put(index, part);
        flush(out);
    }

    /// Lets the first block speak, and those behind it once it has ended.
    private void flush(Consumer<ReplyEvent> out) {
        while (!open.isEmpty()) {
            AnthropicPart first = open.firstEntry().getValue();
            first.drain(out);
            if (!first.ended()) {
                return;
            }
            open.pollFirstEntry();
        }
    }

    @Override
    public void whole(JsonNode body, Consumer<ReplyEvent> out) {
        if (body.path("type").stringValue("").equals("error")) {
            fail(body.path("error"));
        }
        int index = 0;
        for (JsonNode block : body.path("content")) {
            start(index, block, out);
            AnthropicPart part = open.get(index);
            if (part != null) {
                part.whole(block);
                part.end();
            }
            flush(out);
            index++;
        }
        stop = body.path("stop_reason").stringValue("");
    }

    @Override
    public void end(Consumer<ReplyEvent> out) {
        open.values().forEach(AnthropicPart::end);
        flush(out);
    }

    private void fail(JsonNode error) {
        failure = new CallError(
                "provider",
                error.path("type").stringValue("api_error"),
                error.path("message").stringValue(""));
    }

    @Override
    public Optional<StopReason> stop() {
        return switch (stop) {
            case "" -> Optional.empty();
            case "max_tokens", "model_context_window_exceeded" -> Optional.of(StopReason.MAX_TOKENS);
            case "stop_sequence" -> Optional.of(StopReason.STOP_SEQUENCE);
            case "refusal" -> Optional.of(StopReason.REFUSAL);
            default -> Optional.of(called ? StopReason.TOOL_USE : StopReason.END_TURN);
        };
    }

    @Override
    public Optional<CallError> failure() {
        return Optional.ofNullable(failure);
    }
}
