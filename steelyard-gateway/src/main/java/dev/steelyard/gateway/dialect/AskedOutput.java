package dev.steelyard.gateway.dialect;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// How much output a request asks for at most, in whichever dialect it says so.
public final class AskedOutput {
    /// The names of Messages, Chat Completions (old and new) and Responses.
    public static final Set<String> NAMES = Set.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    /// Where Gemini's dialect keeps it, and its name there.
    public static final String GEMINI_SECTION = "generationConfig";

    public static final String GEMINI_NAME = "maxOutputTokens";

    private AskedOutput() {}

    /// In tokens; 0 if it does not say. Who says it twice means the larger.
    public static long in(JsonNode body) {
        long most = tokens(body.path(GEMINI_SECTION).path(GEMINI_NAME));
        for (String name : NAMES) {
            most = Math.max(most, tokens(body.path(name)));
        }
        return most;
    }

    private static long tokens(JsonNode value) {
        return value.canConvertToLong() ? Math.max(0, value.longValue()) : 0;
    }
}
