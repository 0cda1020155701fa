package dev.steelyard.gateway;

import dev.steelyard.gateway.live.PassedHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What of a request's head goes on to a provider: nothing of the door, and no key.
///
/// @param path of the endpoint, without the API's version, with its query
record Onward(String path, HttpHeaders headers) {
    static Onward of(HttpRequest head, Route route) {
        int mark = head.uri().indexOf('?');
        String query = mark < 0 ? "" : withoutKey(head.uri().substring(mark + 1));
        return new Onward(route.path() + (query.isEmpty() ? "" : "?" + query), PassedHeaders.out(head.headers()));
    }

    private static String withoutKey(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.startsWith("key="))
                .collect(Collectors.joining("&"));
    }
}
