package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Dialect;
import java.util.Arrays;
import java.util.Optional;

/// What can be posted to a door. Gemini's endpoints have no path of their own, see [Target].
enum Endpoint {
    MESSAGES("messages"),
    COUNT_TOKENS("messages/count_tokens"),
    CHAT_COMPLETIONS("chat/completions"),
    RESPONSES("responses"),
    GENERATE_CONTENT(""),
    STREAM_GENERATE_CONTENT(""),
    STREAM_GENERATE_CONTENT_ARRAY(""),
    GEMINI_COUNT_TOKENS("");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    static Optional<Endpoint> at(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> !path.isEmpty() && endpoint.path.equals(path))
                .findFirst();
    }

    Dialect dialect() {
        return switch (this) {
            case MESSAGES, COUNT_TOKENS -> Dialect.ANTHROPIC_MESSAGES;
            case CHAT_COMPLETIONS -> Dialect.OPENAI_CHAT;
            case RESPONSES -> Dialect.OPENAI_RESPONSES;
            case GENERATE_CONTENT, STREAM_GENERATE_CONTENT, GEMINI_COUNT_TOKENS -> Dialect.GEMINI;
            case STREAM_GENERATE_CONTENT_ARRAY -> Dialect.GEMINI_ARRAY;
        };
    }

    /// Whether a model generates something here, which is what limits count.
    boolean generates() {
        return switch (this) {
            case MESSAGES, CHAT_COMPLETIONS, RESPONSES -> true;
            case GENERATE_CONTENT, STREAM_GENERATE_CONTENT, STREAM_GENERATE_CONTENT_ARRAY -> true;
            case COUNT_TOKENS, GEMINI_COUNT_TOKENS -> false;
        };
    }

    /// Whether the address itself asks for a stream; elsewhere the body does.
    boolean streams() {
        return this == STREAM_GENERATE_CONTENT || this == STREAM_GENERATE_CONTENT_ARRAY;
    }
}
