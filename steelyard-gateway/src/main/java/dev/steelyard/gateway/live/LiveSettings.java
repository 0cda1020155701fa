package dev.steelyard.gateway.live;

import dev.steelyard.model.ModelRef;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where a live model is, and how to be let in. Made once, by the harness; its key reaches nothing but the requests
/// that are sent to the provider.
public final class LiveSettings {
    /// Some addresses hold it.
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9@._:/+-]*";
    private static final String DIALECT = "STEELYARD_UPSTREAM_DIALECT";

    private final Address address;
    private final Admission admission;
    private final Paths paths;

    /// The dialects understood there; the best to translate into comes first.
    private final List<String> spoken;

    private LiveSettings(Address address, Admission admission, Paths paths, List<String> spoken) {
        this.address = address;
        this.admission = admission;
        this.paths = paths;
        this.spoken = spoken;
    }

    /// @param environment the harness's own
    /// @throws LiveSettingsException if the model's provider is unknown, or its key or address is missing or unfit
    public static LiveSettings of(ModelRef model, Map<String, String> environment) {
        Provider provider = Provider.of(model)
                .orElseThrow(() -> new LiveSettingsException(
                        "the model '" + model.value() + "' is nobody's: there are 'simulated', " + Provider.known()));
        if (!model.servedName().matches(NAME)) {
            throw new LiveSettingsException(
                    "the model '" + model.value() + "' has characters that no model's name has");
        }
        return provider == Provider.VERTEX ? onGoogleCloud(model, environment) : keyed(model, provider, environment);
    }

    private static LiveSettings onGoogleCloud(ModelRef model, Map<String, String> environment) {
        GoogleCloud cloud = GoogleCloud.of(environment);
        String variable = Provider.VERTEX.urlVariable();
        String url = given(environment, variable).orElseGet(cloud::baseUrl);
        return new LiveSettings(
                encrypted(Address.of(variable, url), variable),
                cloud.admission(),
                new Paths(Provider.VERTEX, cloud.place(), model.servedName()),
                Provider.VERTEX.spoken(model.servedName()));
    }

    private static LiveSettings keyed(ModelRef model, Provider provider, Map<String, String> environment) {
        String url = given(environment, provider.urlVariable())
                .or(provider::defaultUrl)
                .orElseThrow(() -> new LiveSettingsException("the model " + model.value() + " needs "
                        + provider.urlVariable() + ": the server's base URL" + upTo(provider)));
        Address address = Address.of(provider.urlVariable(), url);
        String key = key(model, provider, environment);
        Paths paths = new Paths(provider, "", model.servedName());
        List<String> spoken = spoken(model, provider, environment);
        return key.isEmpty()
                ? new LiveSettings(address, new Admission.Open(), paths, spoken)
                : new LiveSettings(
                        encrypted(address, provider.urlVariable()), Admission.Key.of(provider, key), paths, spoken);
    }

    /// Of OpenAI's two dialects, many servers that imitate it speak one.
    private static List<String> spoken(ModelRef model, Provider provider, Map<String, String> environment) {
        List<String> spoken = provider.spoken(model.servedName());
        Optional<String> only = provider == Provider.OPENAI_COMPATIBLE ? given(environment, DIALECT) : Optional.empty();
        if (only.isPresent() && !spoken.contains(only.get())) {
            throw new LiveSettingsException(DIALECT + " must be one of " + String.join(", ", spoken));
        }
        return only.map(List::of).orElse(spoken);
    }

    private static String upTo(Provider provider) {
        return provider == Provider.LITELLM ? ", without a version" : ", up to and with its version";
    }

    private static Address encrypted(Address address, String variable) {
        if (!address.tls() && !address.loopback()) {
            throw new LiveSettingsException(
                    variable + " must begin with https: the key would travel in the clear to " + address.host());
        }
        return address;
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

    private static Optional<String> given(Map<String, String> environment, String name) {
        return value(environment, name).filter(value -> !value.isEmpty());
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip);
    }

    /// The same provider's protocol, spoken by somebody else: a door, which has no places such as Google Cloud's.
    ///
    /// @param root without the API's version
    public LiveSettings leadingTo(String root, String otherKey) {
        Provider like = provider().placeless(paths.servedName());
        boolean versioned = like == Provider.OPENAI || like == Provider.OPENAI_COMPATIBLE;
        String url = versioned ? root + "/v1" : root;
        return new LiveSettings(
                Address.of("the root", url),
                Admission.Key.of(like, otherKey),
                new Paths(like, "", paths.servedName()),
                spoken);
    }

    public Provider provider() {
        return paths.provider();
    }

    /// The dialect that the provider is spoken to in, for an agent's. What is understood there passes as it is.
    ///
    /// @param ingress as in call records
    public String dialectFor(String ingress) {
        return spoken.contains(ingress) ? ingress : spoken.getFirst();
    }

    /// Whether a request of this dialect can be made ready without waiting for anybody, and without a translation.
    public boolean passesAtOnce(String ingress) {
        boolean keyAtHand = switch (admission) {
            case Admission.Open _, Admission.Key _ -> true;
            case Admission.GoogleAccount _ -> false;
        };
        return keyAtHand && dialectFor(ingress).equals(ingress);
    }

    /// @param query of the agent's request, without its key; empty if there is none or the dialects differ
    public String path(String dialect, Verb verb, boolean stream, String query) {
        return address.prefix() + paths.of(dialect, verb, stream, query);
    }

    /// Whether the provider counts a prompt's tokens: not for Claude where Google's location is `global`.
    public boolean counts(String dialect) {
        return provider() != Provider.VERTEX || !dialect.equals("anthropic-messages") || !paths.everywhere();
    }

    Address address() {
        return address;
    }

    /// Adds the key. May ask an authorization server first, so not for event loops.
    ///
    /// @throws AdmissionException if that server does not let us in
    public void admit(HttpHeaders headers) {
        admission.admit(headers);
    }

    /// Without the key, in case a provider repeats it.
    public String redacted(String text) {
        return redacted(text, _ -> "[key]");
    }

    /// @param mask what stands in the key's place
    public String redacted(String text, UnaryOperator<String> mask) {
        return admission.redacted(text, mask);
    }

    @Override
    public String toString() {
        return provider() + " at " + address;
    }
}
