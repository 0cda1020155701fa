package dev.steelyard.gateway;

import dev.steelyard.gateway.live.PassedHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What of a request's head goes on to a provider of the same dialect: nothing of the door, and no key.
///
/// @param query without the question mark
record Onward(String query, HttpHeaders headers) {
    private static final String KEY = "key";
    private static final Set<String> SECRETS = Set.of(KEY, "access_token", "oauth_token", "api_key");

    static Onward of(HttpRequest head, Route route) {
        return new Onward(withoutKey(route.query()), PassedHeaders.out(head.headers()));
    }

    private static String withoutKey(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !SECRETS.contains(name(parameter)))
                .collect(Collectors.joining("&"));
    }

    /// However it is spelt: `k%65y` is a key to whoever decodes it. What cannot be decoded does not pass.
    private static String name(String parameter) {
        try {
            return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT)
                    .replace("$", "");
        } catch (IllegalArgumentException _) {
            return KEY;
        }
    }
}
