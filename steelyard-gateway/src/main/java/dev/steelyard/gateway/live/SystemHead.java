package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import org.jspecify.annotations.Nullable;

/// Where a request's system prompt begins.
///
/// @param inside where something can be put before all else: after a bracket or an opening quote
/// @param text whether that is inside a string
/// @param empty whether nothing follows
/// @param billing what is taken out to be rid of a [BillingHeader]; empty if there is none
/// @param alone whether what is taken out is the whole array
record SystemHead(int inside, boolean text, boolean empty, Span billing, boolean alone) {
    private static final Span NOTHING = new Span(0, 0);

    /// Of the value that comes next; null if nothing can be put into it.
    static @Nullable SystemHead of(JsonSkim in) {
        return switch (in.peek()) {
            case '"' -> text(in);
            case '[' -> array(in);
            case '{' -> wrapped(in);
            default -> null;
        };
    }

    /// Gemini wraps the parts in an object.
    private static @Nullable SystemHead wrapped(JsonSkim in) {
        SystemHead found = null;
        in.expect('{');
        for (boolean first = true; in.more(first, '}'); first = false) {
            boolean parts = in.name().equals("parts");
            int value = in.position();
            found = parts && in.peek() == '[' ? array(in) : found;
            in.back(value);
            in.skip();
        }
        return found;
    }

    /// The header is a line of ASCII without escapes, which ends with an escaped line feed.
    private static SystemHead text(JsonSkim in) {
        int inside = in.position() + 1;
        String text = in.string();
        int line = BillingHeader.leads(text) ? text.indexOf('\n') : -1;
        Span billing = line < 0 ? NOTHING : new Span(inside, inside + line + 2);
        return new SystemHead(inside, true, text.isEmpty(), billing, false);
    }

    private static SystemHead array(JsonSkim in) {
        in.expect('[');
        int inside = in.behind();
        if (in.peek() == ']') {
            return new SystemHead(inside, false, true, NOTHING, false);
        }
        int first = in.position();
        boolean billing = billing(in);
        in.back(first);
        int end = in.skip();
        boolean alone = !in.take(',');
        Span cut = !billing ? NOTHING : new Span(first, alone ? end : in.position());
        return new SystemHead(inside, false, false, cut, billing && alone);
    }

    private static boolean billing(JsonSkim in) {
        boolean found = false;
        if (in.take('{')) {
            for (boolean first = true; in.more(first, '}'); first = false) {
                boolean text = in.name().equals("text") && in.atString();
                found |= text && BillingHeader.leads(in.string());
                if (!text) {
                    in.skip();
                }
            }
        }
        return found;
    }
}
