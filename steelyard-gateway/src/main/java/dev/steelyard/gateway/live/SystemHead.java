package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Where a request's system prompt begins.
///
/// @param member that holds it
/// @param place of what is put before all else; not empty where there is a `null` instead of a prompt
/// @param before what JSON wants before a text that is put there
/// @param after what it wants behind it
/// @param billing what is taken out to be rid of a [BillingHeader]; empty if there is none
/// @param alone whether nothing would be left of the system prompt then
record SystemHead(String member, Span place, String before, String after, Span billing, boolean alone) {
    private static final Span NOTHING = new Span(0, 0);
    private static final String BLOCK = "{\"type\":\"text\",\"text\":\"";
    private static final String PART = "{\"text\":\"";
    private static final Set<String> INSTRUCTING = Set.of("system", "developer");

    /// @return null if what stands there is no system prompt
    static @Nullable SystemHead of(String dialect, String member, Cursor at, JsonToken value) {
        boolean chat = dialect.equals("openai-chat");
        boolean gemini = dialect.equals("gemini");
        return switch (value) {
            case VALUE_STRING -> text(member, at);
            case VALUE_NULL -> chat ? null : nothing(member, at, gemini);
            case START_ARRAY -> chat ? conversation(member, at) : blocks(member, at, gemini ? PART : BLOCK);
            case START_OBJECT -> gemini ? wrapped(member, at) : null;
            default -> null;
        };
    }

    private static SystemHead plain(String member, int place, String before, String after) {
        return new SystemHead(member, new Span(place, place), before, after, NOTHING, false);
    }

    private static SystemHead nothing(String member, Cursor at, boolean gemini) {
        Span value = at.skipped(at.start());
        return gemini
                ? new SystemHead(member, value, "{\"parts\":[" + PART, "\"}]}", NOTHING, false)
                : new SystemHead(member, value, "\"", "\"", NOTHING, false);
    }

    private static SystemHead text(String member, Cursor at) {
        int start = at.start();
        boolean billing = BillingHeader.leads(at.in().getString());
        Span line = billing ? BillingHeader.line(at.body(), start + 1) : NOTHING;
        boolean alone = billing && at.body()[line.end()] == '"';
        return new SystemHead(member, new Span(start + 1, start + 1), "", "\\n", alone ? NOTHING : line, alone);
    }

    /// @param opening of a block of the same kind
    private static SystemHead blocks(String member, Cursor at, String opening) {
        int inside = at.end();
        JsonToken item = at.in().nextToken();
        if (item == JsonToken.END_ARRAY) {
            return plain(member, inside, opening, "\"}");
        }
        int start = at.start();
        Span line = item == JsonToken.START_OBJECT ? billing(at) : NOTHING;
        int end = at.skipped(start).end();
        JsonToken second = at.in().nextToken();
        boolean more = second != JsonToken.END_ARRAY;
        boolean whole = !line.empty() && at.body()[line.end()] == '"';
        Span cut = whole ? new Span(start, more ? at.start() : end) : line;
        at.leaveArray(second);
        return new SystemHead(
                member, new Span(inside, inside), opening, "\"},", whole && !more ? NOTHING : cut, whole && !more);
    }

    /// Of the block that begins here; empty if it has none.
    private static Span billing(Cursor at) {
        Span found = NOTHING;
        while (at.in().nextToken() == JsonToken.PROPERTY_NAME) {
            boolean named = at.in().currentName().equals("text");
            boolean text = at.in().nextToken() == JsonToken.VALUE_STRING && named;
            if (text && BillingHeader.leads(at.in().getString())) {
                found = BillingHeader.line(at.body(), at.start() + 1);
            }
            at.in().skipChildren();
        }
        return found;
    }

    /// Gemini wraps the parts in an object.
    private static SystemHead wrapped(String member, Cursor at) {
        int inside = at.end();
        boolean empty = true;
        SystemHead found = null;
        while (at.in().nextToken() == JsonToken.PROPERTY_NAME) {
            boolean parts = at.in().currentName().equals("parts");
            if (at.in().nextToken() == JsonToken.START_ARRAY && parts) {
                found = blocks(member, at, PART);
            } else {
                at.in().skipChildren();
            }
            empty = false;
        }
        return found == null ? plain(member, inside, "\"parts\":[" + PART, "\"}]" + (empty ? "" : ",")) : found;
    }

    /// A first message that instructs is the system prompt: some servers refuse a second one. Else one is put first.
    private static SystemHead conversation(String member, Cursor at) {
        int inside = at.end();
        JsonToken item = at.in().nextToken();
        SystemHead found = item == JsonToken.START_OBJECT ? message(member, at) : null;
        String after = "\"}" + (item == JsonToken.END_ARRAY ? "" : ",");
        at.leaveArray(item == JsonToken.START_OBJECT ? at.in().nextToken() : item);
        return found == null ? plain(member, inside, "{\"role\":\"system\",\"content\":\"", after) : found;
    }

    private static @Nullable SystemHead message(String member, Cursor at) {
        String role = "";
        SystemHead content = null;
        while (at.in().nextToken() == JsonToken.PROPERTY_NAME) {
            String name = at.in().currentName();
            JsonToken value = at.in().nextToken();
            if (name.equals("content")) {
                content = content(member, at, value);
            } else {
                role = name.equals("role") && value == JsonToken.VALUE_STRING
                        ? at.in().getString()
                        : role;
                at.in().skipChildren();
            }
        }
        return INSTRUCTING.contains(role) ? content : null;
    }

    private static @Nullable SystemHead content(String member, Cursor at, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return text(member, at);
        }
        if (value == JsonToken.START_ARRAY) {
            return blocks(member, at, BLOCK);
        }
        at.in().skipChildren();
        return null;
    }
}
