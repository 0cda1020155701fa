package dev.steelyard.gateway.live;

import dev.steelyard.model.ModelRef;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/// Where a live model is, and how to be let in. Made once, by the harness; its key reaches nothing but the requests
/// that are sent to the provider.
public final class LiveSettings {
    private static final String BEARER = "Bearer ";

    private final Provider provider;
    private final Address address;
    private final String key;

    private LiveSettings(Provider provider, Address address, String key) {
        this.provider = provider;
        this.address = address;
        this.key = key;
    }

    /// @param environment the harness's own
    /// @throws LiveSettingsException if the model's provider is unknown, or its key or address is missing or unfit
    public static LiveSettings of(ModelRef model, Map<String, String> environment) {
        Provider provider = Provider.of(model)
                .orElseThrow(() -> new LiveSettingsException(
                        "the model '" + model.value() + "' is nobody's: there are 'simulated', " + Provider.known()));
        String url = value(environment, provider.urlVariable())
                .filter(given -> !given.isEmpty())
                .or(provider::defaultUrl)
                .orElseThrow(() -> new LiveSettingsException("the model " + model.value() + " needs "
                        + provider.urlVariable() + ": the server's base URL, up to and with its version"));
        Address address = Address.of(provider.urlVariable(), url);
        String key = key(model, provider, environment);
        if (!key.isEmpty() && !address.tls() && !address.loopback()) {
            throw new LiveSettingsException(provider.urlVariable()
                    + " must begin with https: the key would travel in the clear to " + address.host());
        }
        return new LiveSettings(provider, address, key);
    }

    private static String key(ModelRef model, Provider provider, Map<String, String> environment) {
        String hint = provider.keyMayBeEmpty() ? "; leave it empty for a server that wants none" : "";
        String key = value(environment, provider.keyVariable())
                .filter(given -> !given.isEmpty() || provider.keyMayBeEmpty())
                .orElseThrow(() -> new LiveSettingsException("the model " + model.value() + " needs a key: set "
                        + provider.keyVariable() + " in the environment" + hint));
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new LiveSettingsException(provider.keyVariable() + " holds characters that no key has");
        }
        return key;
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip);
    }

    /// The same provider's protocol, spoken by somebody else.
    ///
    /// @param root without the API's version
    public LiveSettings leadingTo(String root, String otherKey) {
        String url = provider == Provider.ANTHROPIC ? root : root + "/v1";
        return new LiveSettings(provider, Address.of("the root", url), otherKey);
    }

    public Provider provider() {
        return provider;
    }

    Address address() {
        return address;
    }

    /// Adds the key, in the header that the provider reads it from.
    void admit(HttpHeaders headers) {
        if (key.isEmpty()) {
            return;
        }
        switch (provider) {
            case ANTHROPIC -> headers.set("x-api-key", key);
            case OPENAI, OPENAI_COMPATIBLE -> headers.set(HttpHeaderNames.AUTHORIZATION, BEARER + key);
        }
    }

    /// Without the key, in case a provider repeats it.
    public String redacted(String text) {
        return key.isEmpty() ? text : text.replace(key, "[key]");
    }

    @Override
    public String toString() {
        return provider + " at " + address;
    }
}
