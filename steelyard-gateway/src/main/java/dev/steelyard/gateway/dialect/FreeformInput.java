package dev.steelyard.gateway.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Takes the text out of `{"input": "…"}` while it is written, for tools whose agent wants a text and whose model was
/// told to write JSON. What the model wrote otherwise is looked at as a whole: the only text in an object counts as the
/// input, and what is no such object counts as the text itself.
final class FreeformInput {
    private static final String HEAD = "{\"input\":\"";

    /// Where in the head there may be white space.
    private static final Set<Integer> BETWEEN_TOKENS = Set.of(0, 1, 8, 9);

    private static final int UNICODE_ESCAPE_CHARS = 6;
    private static final int HEX = 16;

    private enum State {
        HEAD,
        TEXT,
        ENDED,
        OTHER
    }

    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder escape = new StringBuilder();
    private State state = State.HEAD;

    /// A high surrogate whose other half is still to come; 0 if none.
    private char half;

    static String of(String arguments) {
        var input = new FreeformInput();
        return input.piece(arguments) + input.rest();
    }

    /// @return what of the text this piece of the arguments tells
    String piece(String arguments) {
        return switch (state) {
            case HEAD -> {
                raw.append(arguments);
                yield head();
            }
            case TEXT -> text(arguments);
            case ENDED -> "";
            case OTHER -> {
                raw.append(arguments);
                yield "";
            }
        };
    }

    private String head() {
        int matched = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == HEAD.charAt(matched)) {
                matched++;
            } else if (c > ' ' || !BETWEEN_TOKENS.contains(matched)) {
                state = State.OTHER;
                return "";
            }
            if (matched == HEAD.length()) {
                state = State.TEXT;
                return text(raw.substring(i + 1));
            }
        }
        return "";
    }

    private String text(String json) {
        var text = new StringBuilder();
        if (half != 0) {
            text.append(half);
            half = 0;
        }
        for (int i = 0; i < json.length() && state == State.TEXT; i++) {
            character(json.charAt(i), text);
        }
        int last = text.length() - 1;
        if (state == State.TEXT && last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
            half = text.charAt(last);
            text.setLength(last);
        }
        return text.toString();
    }

    private void character(char c, StringBuilder text) {
        if (!escape.isEmpty()) {
            escape.append(c);
            escaped(text);
        } else if (c == '\\') {
            escape.append(c);
        } else if (c == '"') {
            state = State.ENDED;
        } else {
            text.append(c);
        }
    }

    /// What is no escape of JSON stands for itself.
    private void escaped(StringBuilder text) {
        char kind = escape.charAt(1);
        if (kind == 'u' && escape.length() < UNICODE_ESCAPE_CHARS) {
            return;
        }
        switch (kind) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '"', '\\', '/' -> text.append(kind);
            case 'u' -> text.append(unit());
            default -> text.append(escape);
        }
        escape.setLength(0);
    }

    private String unit() {
        String digits = escape.substring(2);
        return digits.matches("[0-9A-Fa-f]{4}")
                ? String.valueOf((char) Integer.parseInt(digits, HEX))
                : escape.toString();
    }

    /// After the last piece: what was not told before.
    String rest() {
        return switch (state) {
            case HEAD, OTHER -> whole(raw.toString());
            case TEXT, ENDED -> "";
        };
    }

    private static String whole(String arguments) {
        JsonNode object;
        try {
            object = Json.readObject(arguments.getBytes(StandardCharsets.UTF_8));
        } catch (BadRequest _) {
            return arguments;
        }
        if (object.path("input").isString()) {
            return object.path("input").stringValue();
        }
        JsonNode only = object.size() == 1 ? object.iterator().next() : object;
        return only.isString() ? only.stringValue() : arguments;
    }
}
