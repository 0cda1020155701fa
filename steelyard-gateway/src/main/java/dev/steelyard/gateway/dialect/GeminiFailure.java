package dev.steelyard.gateway.dialect;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// An answer that broke off, as Google says it. The code decides whether clients try again: they do for all but 400.
enum GeminiFailure {
    FAILED_PRECONDITION(400),
    RESOURCE_EXHAUSTED(429),
    INTERNAL(500),
    UNAVAILABLE(503),
    DEADLINE_EXCEEDED(504);

    private final int code;

    GeminiFailure(int code) {
        this.code = code;
    }

    /// @param type as in the record's error: the word of whoever failed
    static ObjectNode of(String type, String message) {
        GeminiFailure failure = named(type.toLowerCase(Locale.ROOT));
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", failure.code)
                .put("message", message)
                .put("status", failure.name());
        return body;
    }

    private static GeminiFailure named(String type) {
        if (type.contains("budget")) {
            return FAILED_PRECONDITION;
        }
        if (type.contains("rate_limit") || type.contains("exhausted")) {
            return RESOURCE_EXHAUSTED;
        }
        if (type.contains("overloaded") || type.contains("unavailable")) {
            return UNAVAILABLE;
        }
        return type.contains("timeout") || type.contains("deadline") ? DEADLINE_EXCEEDED : INTERNAL;
    }
}
