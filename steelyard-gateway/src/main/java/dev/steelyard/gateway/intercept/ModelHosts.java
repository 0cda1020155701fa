package dev.steelyard.gateway.intercept;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The hosts behind which models answer, and in whose name the proxy speaks. Their paths are those of a door, whatever
/// the API's version before them.
///
/// A host whose requests no dialect reads (`cloudcode-pa.googleapis.com`, `chatgpt.com`) is none of them: its sign-in
/// and its envelope would be answered wrongly.
final class ModelHosts {
    private static final Set<String> NAMES = Set.of(
            "api.anthropic.com", "api.openai.com", "generativelanguage.googleapis.com", "aiplatform.googleapis.com");
    private static final Pattern REGIONAL = Pattern.compile("[a-z0-9-]{1,40}-aiplatform\\.googleapis\\.com");

    /// For the authority's name constraints: what it may vouch for, with all that lies below.
    static final List<String> DOMAINS = List.of("api.anthropic.com", "api.openai.com", "googleapis.com");

    private ModelHosts() {}

    /// @param host in lower case
    static boolean include(String host) {
        return NAMES.contains(host) || REGIONAL.matcher(host).matches();
    }
}
