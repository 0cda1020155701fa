package dev.steelyard.conformance;

import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.strict.StrictAnthropicApi;
import dev.steelyard.gateway.strict.StrictApi;
import dev.steelyard.gateway.strict.StrictChatApi;
import dev.steelyard.gateway.strict.StrictGeminiApi;
import dev.steelyard.gateway.strict.StrictResponsesApi;
import dev.steelyard.model.ModelRef;
import java.util.Map;
import java.util.function.Supplier;

/// The far side: a provider of each dialect, how the gateway is pointed at it, and where and how it wants to be asked.
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Shore {
    ANTHROPIC("anthropic/claude-opus-4-8", StrictAnthropicApi::new, "/v1/messages", "/v1/messages", "x-api-key"),
    /// An imitator of OpenAI's: it shows what it thinks, and wants to see it again.
    CHAT(
            "openai-compatible/deepseek-v4",
            StrictChatApi::new,
            "/v1/chat/completions",
            "/v1/chat/completions",
            "authorization"),
    OPENAIS_CHAT(
            "openai-compatible/gpt-5.5",
            StrictChatApi::new,
            "/v1/chat/completions",
            "/v1/chat/completions",
            "authorization"),
    RESPONSES("openai-compatible/gpt-5.5", StrictResponsesApi::new, "/v1/responses", "/v1/responses", "authorization"),
    GEMINI(
            "gemini/gemini-3.1-pro-preview",
            StrictGeminiApi::new,
            "/v1beta/models/gemini-3.1-pro-preview:generateContent",
            "/v1beta/models/gemini-3.1-pro-preview:streamGenerateContent?alt=sse",
            "x-goog-api-key");

    static final String KEY = "the-provider's-key";

    final ModelRef model;
    final Supplier<StrictApi> api;
    final String path;
    final String streamPath;
    final String keyHeader;

    Shore(String model, Supplier<StrictApi> api, String path, String streamPath, String keyHeader) {
        this.model = new ModelRef(model);
        this.api = api;
        this.path = path;
        this.streamPath = streamPath;
        this.keyHeader = keyHeader;
    }

    LiveSettings settings(String url) {
        return LiveSettings.of(
                model,
                Map.of(
                        "ANTHROPIC_BASE_URL",
                        url,
                        "ANTHROPIC_API_KEY",
                        KEY,
                        "STEELYARD_UPSTREAM_URL",
                        url + "/v1",
                        "STEELYARD_UPSTREAM_KEY",
                        KEY,
                        "STEELYARD_UPSTREAM_DIALECT",
                        this == RESPONSES ? "openai-responses" : "openai-chat",
                        "GOOGLE_GEMINI_BASE_URL",
                        url,
                        "GEMINI_API_KEY",
                        KEY));
    }

    /// What the header must hold.
    String keyTold() {
        return keyHeader.equals("authorization") ? "Bearer " + KEY : KEY;
    }

    /// Google does not say what it wrote to its cache.
    boolean tellsCacheWrites() {
        return this != GEMINI;
    }

    boolean showsThoughts() {
        return this != OPENAIS_CHAT;
    }

    /// As in call records.
    String dialect() {
        return api.get().dialect();
    }

    @Override
    public String toString() {
        return this == OPENAIS_CHAT ? "openai-chat (OpenAI)" : dialect();
    }
}
