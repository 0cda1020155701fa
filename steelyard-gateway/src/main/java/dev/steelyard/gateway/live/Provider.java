package dev.steelyard.gateway.live;

import dev.steelyard.model.ModelRef;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who serves real models, and which variables of the harness's environment say where and with which key.
public enum Provider {
    ANTHROPIC("anthropic", "ANTHROPIC_BASE_URL", "https://api.anthropic.com", "/v1/", "ANTHROPIC_API_KEY"),
    OPENAI("openai", "OPENAI_BASE_URL", "https://api.openai.com/v1", "/", "OPENAI_API_KEY"),
    OPENAI_COMPATIBLE("openai-compatible", "STEELYARD_UPSTREAM_URL", null, "/", "STEELYARD_UPSTREAM_KEY");

    private final String prefix;
    private final String urlVariable;
    private final @Nullable String defaultUrl;
    private final String version;
    private final String keyVariable;

    /// @param version what stands between the base URL and the path: by custom, OpenAI's base URLs hold the version
    Provider(String prefix, String urlVariable, @Nullable String defaultUrl, String version, String keyVariable) {
        this.prefix = prefix;
        this.urlVariable = urlVariable;
        this.defaultUrl = defaultUrl;
        this.version = version;
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

    /// @param dialect as in call records
    public boolean speaks(String dialect) {
        return switch (this) {
            case ANTHROPIC -> dialect.equals("anthropic-messages");
            case OPENAI, OPENAI_COMPATIBLE -> dialect.equals("openai-chat") || dialect.equals("openai-responses");
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

    /// Many servers that imitate OpenAI want no key; the two providers always do.
    boolean keyMayBeEmpty() {
        return this == OPENAI_COMPATIBLE;
    }

    /// @param path of the endpoint, without the API's version
    String path(String path) {
        return version + path;
    }
}
