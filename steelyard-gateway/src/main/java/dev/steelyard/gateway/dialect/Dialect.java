package dev.steelyard.gateway.dialect;

import dev.steelyard.model.TokenUsage;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A wire protocol. Implementations hold no state; what a stream must remember lives in its [StreamWriter].
public sealed interface Dialect permits AnthropicMessages, OpenAiChat, OpenAiResponses, GeminiGenerateContent {
    Dialect ANTHROPIC_MESSAGES = new AnthropicMessages();
    Dialect OPENAI_CHAT = new OpenAiChat();
    Dialect OPENAI_RESPONSES = new OpenAiResponses();
    Dialect GEMINI = new GeminiGenerateContent(GeminiFraming.SSE);

    /// Streams one JSON array instead of server-sent events.
    Dialect GEMINI_ARRAY = new GeminiGenerateContent(GeminiFraming.ARRAY);

    /// As written in call records: `anthropic-messages`, `openai-chat`, `openai-responses`, `gemini`.
    String id();

    /// @throws BadRequest if something that is needed for an answer is missing or of the wrong type; unknown fields,
    /// blocks, items and tools are accepted
    Prompt read(JsonNode body);

    /// The answer to a request that did not ask for a stream.
    String whole(Envelope envelope, Reply reply, TokenUsage usage);

    /// The answer to a request that only asked how long it is.
    String counted(long inputTokens);

    StreamWriter stream(Envelope envelope);

    /// The media type of what [#stream] writes.
    String streamType();

    String refusal(Refusal refusal, String message, String callId);

    /// The body of `GET /v1/models`.
    String models(List<String> names);

    /// Turns the events of one reply, in their order, into frames ready for the wire. One event may become
    /// several frames, or none.
    @FunctionalInterface
    interface StreamWriter {
        String write(ReplyEvent event);
    }
}
