package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Where a request's system prompt begins.
///
/// @param member that holds it
/// @param inside where something can be put before all else: after a bracket or an opening quote
/// @param text whether that is inside a string
/// @param empty whether nothing follows
/// @param billing what is taken out to be rid of a [BillingHeader]; empty if there is none
/// @param alone whether what is taken out is the whole array
record SystemHead(String member, int inside, boolean text, boolean empty, Span billing, boolean alone) {
    private static final Span NOTHING = new Span(0, 0);

    static @Nullable SystemHead of(String member, JsonParser in, JsonToken value, IntSupplier start, IntSupplier end) {
        return switch (value) {
            case VALUE_STRING -> text(member, in, start.getAsInt());
            case START_ARRAY -> array(member, in, start, end);
            case START_OBJECT -> wrapped(member, in, start, end);
            default -> null;
        };
    }

    /// Gemini wraps the parts in an object.
    private static @Nullable SystemHead wrapped(String member, JsonParser in, IntSupplier start, IntSupplier end) {
        SystemHead found = null;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean parts = in.currentName().equals("parts");
            if (in.nextToken() == JsonToken.START_ARRAY && parts) {
                found = array(member, in, start, end);
            } else {
                in.skipChildren();
            }
        }
        return found;
    }

    /// The header's line ends at the first escaped line feed; what the bytes before it say is all ASCII.
    private static SystemHead text(String member, JsonParser in, int start) {
        String text = in.getString();
        Span billing = NOTHING;
        if (BillingHeader.leads(text)) {
            int end = text.indexOf('\n');
            int escapeBytes = 1;
            billing = end < 0 ? NOTHING : new Span(start + 1, start + 1 + end + escapeBytes + 1);
        }
        return new SystemHead(member, start + 1, true, text.isEmpty(), billing, false);
    }

    private static SystemHead array(String member, JsonParser in, IntSupplier start, IntSupplier end) {
        int inside = end.getAsInt();
        boolean empty = true;
        boolean billing = false;
        int first = 0;
        int firstEnd = 0;
        int second = 0;
        for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
            if (empty) {
                first = start.getAsInt();
                billing = item == JsonToken.START_OBJECT && billing(in);
                in.skipChildren();
                in.finishToken();
                firstEnd = end.getAsInt();
            } else {
                second = second == 0 ? start.getAsInt() : second;
                in.skipChildren();
            }
            empty = false;
        }
        Span cut = !billing ? NOTHING : new Span(first, second == 0 ? firstEnd : second);
        return new SystemHead(member, inside, false, empty, cut, billing && second == 0);
    }

    private static boolean billing(JsonParser in) {
        boolean found = false;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean text = in.currentName().equals("text");
            if (in.nextToken() == JsonToken.VALUE_STRING && text) {
                found |= BillingHeader.leads(in.getString());
            }
            in.skipChildren();
        }
        return found;
    }
}
