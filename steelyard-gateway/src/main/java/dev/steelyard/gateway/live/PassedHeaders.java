package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers pass. Whatever is not named stays behind: keys, cookies, addresses of proxies, lengths.
public final class PassedHeaders {
    private static final Set<String> OUT =
            Set.of("anthropic-version", "anthropic-beta", "content-type", "accept", "user-agent");
    private static final List<String> OUT_FAMILIES = List.of("x-stainless-", "openai-");

    private static final Set<String> BACK = Set.of(
            "request-id",
            "x-request-id",
            "retry-after",
            "retry-after-ms",
            "x-should-retry",
            "content-type",
            "content-encoding",
            "cache-control");
    private static final List<String> BACK_FAMILIES = List.of("anthropic-ratelimit-", "x-ratelimit-");

    private PassedHeaders() {}

    /// From the client to the provider.
    public static HttpHeaders out(HttpHeaders given) {
        return passed(given, OUT, OUT_FAMILIES);
    }

    /// From the provider to the client.
    public static HttpHeaders back(HttpHeaders given) {
        return passed(given, BACK, BACK_FAMILIES);
    }

    private static HttpHeaders passed(HttpHeaders given, Set<String> names, List<String> families) {
        var passed = new DefaultHttpHeaders();
        for (Map.Entry<String, String> header : given) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (names.contains(name) || families.stream().anyMatch(name::startsWith)) {
                passed.add(header.getKey(), header.getValue());
            }
        }
        return passed;
    }
}
