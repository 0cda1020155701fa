package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import tools.jackson.databind.JsonNode;

/// Cache marks in the two forms that Chat clients send: Anthropic's, which routers understand, and OpenAI's
/// own.
final class ChatMarks {
    private ChatMarks() {}

    /// The mark of the first of these that has one.
    static CacheMark of(JsonNode... places) {
        for (JsonNode place : places) {
            CacheMark mark = one(place);
            if (mark != CacheMark.NONE) {
                return mark;
            }
        }
        return CacheMark.NONE;
    }

    private static CacheMark one(JsonNode place) {
        JsonNode control = place.path("cache_control");
        if (control.isObject()) {
            return control.path("ttl").stringValue("").equals("1h") ? CacheMark.HOUR : CacheMark.MINUTES;
        }
        return place.path("prompt_cache_breakpoint").isObject() ? CacheMark.MINUTES : CacheMark.NONE;
    }
}
