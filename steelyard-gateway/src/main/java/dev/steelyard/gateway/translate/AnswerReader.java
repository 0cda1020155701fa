package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads one answer of one dialect into the events of a reply. Tells the parts only: what begins and what finishes a
/// reply is told by [TranslatedAnswer], since the usage is metered apart. Parts never overlap, whatever the provider
/// does: calls that come interleaved are told one after the other.
public sealed interface AnswerReader
        permits AnthropicAnswerReader, ChatAnswerReader, ResponsesAnswerReader, GeminiAnswerReader {
    /// One event of a stream.
    void event(JsonNode event, Consumer<ReplyEvent> out);

    /// The answer to a request that did not ask for a stream.
    void whole(JsonNode body, Consumer<ReplyEvent> out);

    /// After the last [#event]: tells what was kept back and ends what is open.
    void end(Consumer<ReplyEvent> out);

    /// Empty if the provider has not said.
    Optional<StopReason> stop();

    /// What the provider calls an answer but is none, such as a malformed tool call or a `response.failed`.
    Optional<CallError> failure();
}
