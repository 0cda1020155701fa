package dev.steelyard.journal.litellm;

import java.util.List;
import java.util.Locale;

/// LiteLLM's `call_type`, of which there are over a hundred: what is a generation, and in which dialect.
final class CallTypes {
    private static final List<String> OTHERS = List.of(
            "count_tokens",
            "token_count",
            "embedding",
            "moderation",
            "rerank",
            "speech",
            "transcription",
            "image",
            "ocr",
            "search",
            "vector_store",
            "mcp",
            "file",
            "_batch",
            "fine_tun",
            "health",
            "assistant",
            "thread",
            "video",
            "container",
            "skill",
            "realtime",
            "_list",
            "list_",
            "get_",
            "delete_",
            "cancel",
            "input_items");
    private static final List<String> GENERATIONS =
            List.of("completion", "responses", "anthropic_messages", "generate_content", "pass_through");

    private CallTypes() {}

    enum Kind {
        GENERATION,
        OTHER,
        UNKNOWN
    }

    /// @param type empty where the log has none
    static Kind kind(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (OTHERS.stream().anyMatch(name::contains)) {
            return Kind.OTHER;
        }
        return name.isEmpty() || GENERATIONS.stream().anyMatch(name::contains) ? Kind.GENERATION : Kind.UNKNOWN;
    }

    /// @param route the path that was asked; empty where the log has none
    static String dialect(String type, String route) {
        String name = (route.isEmpty() ? type : route).toLowerCase(Locale.ROOT);
        if (name.contains("messages")) {
            return "anthropic-messages";
        }
        if (name.contains("responses")) {
            return "openai-responses";
        }
        if (name.contains("generatecontent") || name.contains("generate_content")) {
            return "gemini";
        }
        return name.contains("completion") ? "openai-chat" : "unknown";
    }
}
