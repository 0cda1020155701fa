package dev.steelyard.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rival that is up.
///
/// @param path of its Chat Completions
/// @param process null for the provider itself, which is nobody's cost
record Target(
        Rival rival,
        int port,
        String path,
        List<String> headers,
        @Nullable Process process) {
    static final String CHAT = "/v1/chat/completions";
}
