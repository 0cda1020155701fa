package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// What `stream_options` of a Chat Completion says about usage.
///
/// @param unfit whether nothing can be done about it
/// @param isNull whether the whole value is `null`
/// @param inside after the opening brace
/// @param declined the value of `include_usage`, if it is `false` or `null`
record OptionsScan(
        boolean unfit,
        boolean isNull,
        boolean empty,
        int inside,
        boolean asked,
        @Nullable Span declined) {
    private static final int FALSE_BYTES = 5;
    private static final int NULL_BYTES = 4;

    /// @param end of the token just read
    static OptionsScan of(JsonSkim in, JsonToken value, IntSupplier end) {
        if (value == JsonToken.VALUE_NULL) {
            return new OptionsScan(false, true, true, 0, false, null);
        }
        if (value != JsonToken.START_OBJECT) {
            in.skipChildren();
            return new OptionsScan(true, false, true, 0, false, null);
        }
        return inObject(in, end);
    }

    private static OptionsScan inObject(JsonSkim in, IntSupplier end) {
        int inside = end.getAsInt();
        var found = new OptionsScan(false, false, true, inside, false, null);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean usage = in.currentName().equals("include_usage");
            JsonToken option = in.nextToken();
            found = usage ? found.with(option, end.getAsInt()) : found.filled();
            in.skipChildren();
        }
        return found;
    }

    private OptionsScan filled() {
        return new OptionsScan(unfit, false, false, inside, asked, declined);
    }

    private OptionsScan with(JsonToken option, int end) {
        return switch (option) {
            case VALUE_TRUE -> new OptionsScan(unfit, false, false, inside, true, null);
            case VALUE_FALSE -> new OptionsScan(unfit, false, false, inside, false, new Span(end - FALSE_BYTES, end));
            case VALUE_NULL -> new OptionsScan(unfit, false, false, inside, false, new Span(end - NULL_BYTES, end));
            default -> new OptionsScan(true, false, false, inside, asked, null);
        };
    }
}
