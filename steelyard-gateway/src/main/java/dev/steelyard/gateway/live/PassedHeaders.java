package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers pass. Whatever is not named stays behind: keys, cookies, addresses of proxies, lengths.
public final class PassedHeaders {
    private static final String BETA = "anthropic-beta";
    private static final Set<String> OUT = Set.of("anthropic-version", BETA, "content-type", "accept", "user-agent");
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

    /// Of a beta's many, those that Claude on Vertex AI is known to take; what is unknown makes it refuse the request.
    private static final Set<String> BETAS_ON_VERTEX = Set.of(
            "context-1m-2025-08-07",
            "interleaved-thinking-2025-05-14",
            "fine-grained-tool-streaming-2025-05-14",
            "token-efficient-tools-2025-02-19",
            "output-128k-2025-02-19",
            "computer-use-2025-01-24",
            "tool-search-tool-2025-10-19");

    /// Leaves the betas that Vertex AI takes.
    ///
    /// @return those that were taken out
    public static List<String> dropBetas(HttpHeaders headers) {
        List<String> asked = headers.getAll(BETA).stream()
                .flatMap(line -> java.util.Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(beta -> !beta.isEmpty())
                .toList();
        List<String> kept = asked.stream().filter(BETAS_ON_VERTEX::contains).toList();
        headers.remove(BETA);
        if (!kept.isEmpty()) {
            headers.set(BETA, String.join(",", kept));
        }
        return asked.stream().filter(beta -> !BETAS_ON_VERTEX.contains(beta)).toList();
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
