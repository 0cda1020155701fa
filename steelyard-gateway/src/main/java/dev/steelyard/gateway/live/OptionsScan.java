package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import org.jspecify.annotations.Nullable;

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
    /// Of the value that comes next.
    static OptionsScan of(JsonSkim in) {
        if (!in.take('{')) {
            return new OptionsScan(in.peek() != 'n', true, true, 0, false, null);
        }
        int inside = in.behind();
        var found = new OptionsScan(false, false, true, inside, false, null);
        for (boolean first = true; in.more(first, '}'); first = false) {
            boolean usage = in.name().equals("include_usage");
            byte option = in.peek();
            var value = new Span(in.position(), in.skip());
            found = new OptionsScan(found.unfit, false, false, inside, found.asked, found.declined);
            found = usage ? found.with(option, value) : found;
        }
        return found;
    }

    private OptionsScan with(byte option, Span value) {
        return switch (option) {
            case 't' -> new OptionsScan(unfit, false, false, inside, true, null);
            case 'f', 'n' -> new OptionsScan(unfit, false, false, inside, false, value);
            default -> new OptionsScan(true, false, false, inside, asked, null);
        };
    }
}
