package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Dialect;
import java.util.Arrays;
import java.util.Optional;

/// What can be posted to a door.
enum Endpoint {
    MESSAGES("messages"),
    COUNT_TOKENS("messages/count_tokens"),
    CHAT_COMPLETIONS("chat/completions"),
    RESPONSES("responses");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    static Optional<Endpoint> at(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }

    Dialect dialect() {
        return switch (this) {
            case MESSAGES, COUNT_TOKENS -> Dialect.ANTHROPIC_MESSAGES;
            case CHAT_COMPLETIONS -> Dialect.OPENAI_CHAT;
            case RESPONSES -> Dialect.OPENAI_RESPONSES;
        };
    }

    /// Whether a model generates something here, which is what limits count.
    boolean generates() {
        return this != COUNT_TOKENS;
    }
}
