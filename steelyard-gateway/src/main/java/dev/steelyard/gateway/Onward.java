package dev.steelyard.gateway;

import dev.steelyard.gateway.live.PassedHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What of a request's head goes on to a provider of the same dialect: nothing of the door, and no key.
///
/// @param query without the question mark
record Onward(String query, HttpHeaders headers) {
    static Onward of(HttpRequest head, Route route) {
        return new Onward(withoutKey(route.query()), PassedHeaders.out(head.headers()));
    }

    private static String withoutKey(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.startsWith("key="))
                .collect(Collectors.joining("&"));
    }
}
