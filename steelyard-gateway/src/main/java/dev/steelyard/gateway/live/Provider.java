package dev.steelyard.gateway.live;

import dev.steelyard.model.ModelRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who serves real models, which variables of the harness's environment say where and with which key, and which
/// dialects are understood there.
public enum Provider {
    ANTHROPIC("anthropic", "ANTHROPIC_BASE_URL", "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
    OPENAI("openai", "OPENAI_BASE_URL", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    OPENAI_COMPATIBLE("openai-compatible", "STEELYARD_UPSTREAM_URL", null, "STEELYARD_UPSTREAM_KEY"),
    GEMINI("gemini", "GOOGLE_GEMINI_BASE_URL", "https://generativelanguage.googleapis.com", "GEMINI_API_KEY"),
    /// Gemini and Claude on Google Cloud, by Application Default Credentials instead of a key.
    VERTEX("vertex", "VERTEX_BASE_URL", null, ""),
    LITELLM("litellm", "LITELLM_BASE_URL", null, "LITELLM_API_KEY");

    private static final String MESSAGES = "anthropic-messages";
    private static final String CHAT = "openai-chat";
    private static final String RESPONSES = "openai-responses";
    private static final String GENERATE = "gemini";

    private final String prefix;
    private final String urlVariable;
    private final @Nullable String defaultUrl;
    private final String keyVariable;

    Provider(String prefix, String urlVariable, @Nullable String defaultUrl, String keyVariable) {
        this.prefix = prefix;
        this.urlVariable = urlVariable;
        this.defaultUrl = defaultUrl;
        this.keyVariable = keyVariable;
    }

    public static Optional<Provider> of(ModelRef model) {
        return Arrays.stream(values())
                .filter(provider -> model.value().startsWith(provider.prefix + "/"))
                .findFirst();
    }

    /// For people: `anthropic/…, openai/…, openai-compatible/…`.
    public static String known() {
        return Arrays.stream(values()).map(provider -> provider.prefix + "/…").collect(Collectors.joining(", "));
    }

    /// Whose addresses are like this one's, but for where on Google Cloud they are.
    Provider placeless(String servedName) {
        return this != VERTEX ? this : spoken(servedName).contains(MESSAGES) ? ANTHROPIC : GEMINI;
    }

    /// The dialects that are understood there; the best to translate into comes first.
    ///
    /// @param servedName what the provider calls the model
    List<String> spoken(String servedName) {
        return switch (this) {
            case ANTHROPIC -> List.of(MESSAGES);
            case OPENAI -> List.of(RESPONSES, CHAT);
            case OPENAI_COMPATIBLE -> List.of(CHAT, RESPONSES);
            case GEMINI -> List.of(GENERATE);
            case VERTEX -> List.of(servedName.startsWith("claude") ? MESSAGES : GENERATE);
            case LITELLM -> List.of(CHAT, RESPONSES, MESSAGES, GENERATE);
        };
    }

    String urlVariable() {
        return urlVariable;
    }

    Optional<String> defaultUrl() {
        return Optional.ofNullable(defaultUrl);
    }

    String keyVariable() {
        return keyVariable;
    }

    /// Many servers that imitate OpenAI want no key; the providers always do.
    boolean keyMayBeEmpty() {
        return this == OPENAI_COMPATIBLE;
    }
}
