package dev.steelyard.gateway.dialect;

import dev.steelyard.model.TokenUsage;

/// A [Reply] in pieces. The grammar: [Start], then for each part its opening, its pieces, at most one [Seal] and
/// [PartEnd], then [Finish] or [Failed]; parts never overlap.
public sealed interface ReplyEvent {
    /// @param input what is known of the usage before anything was generated: `output` is 0
    record Start(TokenUsage input) implements ReplyEvent {}

    record TextStart() implements ReplyEvent {}

    record TextPiece(String text) implements ReplyEvent {}

    record ThinkingStart() implements ReplyEvent {}

    record ThinkingPiece(String text) implements ReplyEvent {}

    /// What the client is to send back with the part that is open, which is thinking or a call. Valid base64.
    record Seal(String handle) implements ReplyEvent {}

    record CallStart(String id, String name) implements ReplyEvent {}

    record ArgumentsPiece(String json) implements ReplyEvent {}

    record PartEnd() implements ReplyEvent {}

    record Finish(Reply.StopReason stop, TokenUsage usage) implements ReplyEvent {}

    /// The answer broke off, and the client must not take it for one.
    ///
    /// @param type as in the record's error
    record Failed(String type, String message) implements ReplyEvent {}
}
