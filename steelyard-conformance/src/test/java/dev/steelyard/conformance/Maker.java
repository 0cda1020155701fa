package dev.steelyard.conformance;

import dev.steelyard.model.TokenUsage;
import java.util.Map;
import java.util.function.Function;

/// The official clients, and how each counts tokens.
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Maker {
    ANTHROPIC(
            "anthropic-java",
            "anthropic-messages",
            AnthropicSdk::new,
            com.anthropic.errors.RateLimitException.class,
            "tool_use",
            "end_turn") {
        @Override
        Map<String, Long> told(TokenUsage usage) {
            return Map.of(
                    "input_tokens",
                    usage.freshInput(),
                    "cache_creation_input_tokens",
                    usage.cacheWrite(),
                    "cache_read_input_tokens",
                    usage.cacheRead(),
                    "output_tokens",
                    usage.output());
        }
    },
    CHAT(
            "openai-java (Chat)",
            "openai-chat",
            ChatSdk::new,
            com.openai.errors.RateLimitException.class,
            "tool_calls",
            "stop") {
        @Override
        Map<String, Long> told(TokenUsage usage) {
            return openAi("prompt_tokens", "completion_tokens", usage);
        }
    },
    RESPONSES(
            "openai-java (Responses)",
            "openai-responses",
            ResponsesSdk::new,
            com.openai.errors.RateLimitException.class,
            "completed",
            "completed") {
        @Override
        Map<String, Long> told(TokenUsage usage) {
            return openAi("input_tokens", "output_tokens", usage);
        }
    },
    GEMINI("google-genai", "gemini", GeminiSdk::new, com.google.genai.errors.ClientException.class, "STOP", "STOP") {
        @Override
        Map<String, Long> told(TokenUsage usage) {
            return Map.of(
                    "promptTokenCount",
                    usage.totalInput(),
                    "cachedContentTokenCount",
                    usage.cacheRead(),
                    "candidatesTokenCount",
                    usage.output() - usage.reasoning(),
                    "thoughtsTokenCount",
                    usage.reasoning(),
                    "totalTokenCount",
                    usage.total());
        }
    };

    final String client;
    final String dialect;
    final Function<Sdk.Setting, Sdk> sdk;

    /// What the client throws where it asks too often.
    final Class<? extends Exception> rateLimit;

    /// What the client calls a stop for tools.
    final String callsTools;

    final String ends;

    Maker(
            String client,
            String dialect,
            Function<Sdk.Setting, Sdk> sdk,
            Class<? extends Exception> rateLimit,
            String callsTools,
            String ends) {
        this.rateLimit = rateLimit;
        this.client = client;
        this.dialect = dialect;
        this.sdk = sdk;
        this.callsTools = callsTools;
        this.ends = ends;
    }

    /// What the client must be told of this usage.
    abstract Map<String, Long> told(TokenUsage usage);

    private static Map<String, Long> openAi(String input, String output, TokenUsage usage) {
        return Map.of(
                input,
                usage.totalInput(),
                "cached_tokens",
                usage.cacheRead(),
                "cache_write_tokens",
                usage.cacheWrite(),
                output,
                usage.output(),
                "reasoning_tokens",
                usage.reasoning(),
                "total_tokens",
                usage.total());
    }

    @Override
    public String toString() {
        return client;
    }
}
