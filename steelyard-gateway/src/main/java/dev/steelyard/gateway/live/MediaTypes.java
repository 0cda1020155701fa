package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;

/// What a provider's answer says it is.
public final class MediaTypes {
    private MediaTypes() {}

    /// Whether it is server-sent events.
    public static boolean events(HttpHeaders headers) {
        return headers.get(HttpHeaderNames.CONTENT_TYPE, "")
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
    }
}
