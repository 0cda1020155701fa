package dev.steelyard.gateway.dialect;

import tools.jackson.databind.JsonNode;

/// The framing of server-sent events (WHATWG HTML, section 9.2). Compact JSON holds no line break, so one `data`
/// line is enough.
final class Sse {
    static final String MEDIA_TYPE = "text/event-stream; charset=utf-8";
    static final String DONE = "data: [DONE]\n\n";

    private Sse() {}

    static String data(JsonNode data) {
        return "data: " + Json.compact(data) + "\n\n";
    }

    static String named(String event, JsonNode data) {
        return "event: " + event + "\n" + data(data);
    }
}
