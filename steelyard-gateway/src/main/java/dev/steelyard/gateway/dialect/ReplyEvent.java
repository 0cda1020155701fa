package dev.steelyard.gateway.dialect;

import dev.steelyard.model.TokenUsage;

/// A [Reply] in pieces. The grammar: [Start], then for each part its opening, its pieces and [PartEnd], then
/// [Finish]; parts never overlap.
public sealed interface ReplyEvent {
    /// @param input what is known of the usage before anything was generated: `output` is 0
    record Start(TokenUsage input) implements ReplyEvent {}

    record TextStart() implements ReplyEvent {}

    record TextPiece(String text) implements ReplyEvent {}

    record CallStart(String id, String name) implements ReplyEvent {}

    record ArgumentsPiece(String json) implements ReplyEvent {}

    record PartEnd() implements ReplyEvent {}

    record Finish(Reply.StopReason stop, TokenUsage usage) implements ReplyEvent {}
}
