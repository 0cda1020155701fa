package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

final class AnthropicAnswerReader implements AnswerReader {
    private final SideTable.Turn turn;

    AnthropicAnswerReader(SideTable.Turn turn) {
        this.turn = turn;
    }

    @Override
    public void event(JsonNode event, Consumer<ReplyEvent> out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void whole(JsonNode body, Consumer<ReplyEvent> out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void end(Consumer<ReplyEvent> out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StopReason> stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CallError> failure() {
        throw new UnsupportedOperationException();
    }
}
