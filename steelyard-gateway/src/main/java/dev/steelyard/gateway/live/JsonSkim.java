package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Finds where the members and elements of a JSON text stand, at the speed of memory: what nobody asks for is stepped
/// over, not read. Sees that brackets and quotes close; whether the rest is JSON is for the provider to judge. Like
/// Jackson's parser, it goes from token to token.
final class JsonSkim {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    /// As deep as Jackson reads.
    private static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 18;

    private final byte[] bytes;
    private int at;
    private int start;
    private @Nullable JsonToken token;
    private String name = "";
    private boolean escapes;
    private boolean valueDue;
    private boolean first = true;
    private int depth;

    /// A bit for each open container, the innermost lowest: 1 for an object.
    private long objects;

    JsonSkim(byte[] bytes) {
        this.bytes = bytes;
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        this.at = marked ? 3 : 0;
    }

    private static BadRequest unfit() {
        return new BadRequest("the body is not JSON");
    }

    /// Null at the end of the text.
    @Nullable
    JsonToken nextToken() {
        skipWhite();
        if (at == bytes.length && depth == 0) {
            return null;
        }
        token = valueDue || depth == 0 ? value() : inside();
        return token;
    }

    /// The token's first byte.
    int start() {
        return start;
    }

    /// Behind the token's last byte.
    int end() {
        return at;
    }

    /// Of the member that the token is or belongs to.
    String currentName() {
        return name;
    }

    /// The text of the string that the token is.
    String getString() {
        return escapes
                ? Json.string(bytes, start, at - start)
                : new String(bytes, start + 1, at - start - 2, StandardCharsets.UTF_8);
    }

    /// The whole number that the token is; 0 if it is none that fits.
    long wholeNumber() {
        String digits = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        return digits.length() <= LONGEST_NUMBER && digits.matches("[0-9]+") ? Long.parseLong(digits) : 0;
    }

    /// Goes to the end of the object or array that the token begins.
    void skipChildren() {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            skipNested();
            token = token == JsonToken.START_OBJECT ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            close();
        }
    }

    private void skipWhite() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private byte peek() {
        if (at >= bytes.length) {
            throw unfit();
        }
        return bytes[at];
    }

    private boolean inObject() {
        return (objects & 1) == 1;
    }

    /// The next member's name, the next element, or the end of what is open.
    private JsonToken inside() {
        if (peek() == (inObject() ? '}' : ']')) {
            start = at;
            at++;
            JsonToken end = inObject() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            close();
            return end;
        }
        if (!first) {
            expect(',');
        }
        return inObject() ? memberName() : value();
    }

    private JsonToken memberName() {
        start = at;
        skipString();
        name = getString();
        int nameStart = start;
        skipWhite();
        expect(':');
        start = nameStart;
        valueDue = true;
        return JsonToken.PROPERTY_NAME;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unfit();
        }
        at++;
        skipWhite();
    }

    private JsonToken value() {
        valueDue = false;
        first = false;
        start = at;
        return switch (peek()) {
            case '{' -> open(1, JsonToken.START_OBJECT);
            case '[' -> open(0, JsonToken.START_ARRAY);
            case '"' -> string();
            case 't' -> word("true", JsonToken.VALUE_TRUE);
            case 'f' -> word("false", JsonToken.VALUE_FALSE);
            case 'n' -> word("null", JsonToken.VALUE_NULL);
            default -> number();
        };
    }

    private JsonToken open(int object, JsonToken opening) {
        if (depth == Long.SIZE - 1) {
            throw unfit();
        }
        depth++;
        objects = objects << 1 | object;
        first = true;
        at++;
        return opening;
    }

    private void close() {
        depth--;
        objects >>>= 1;
        first = false;
    }

    private JsonToken string() {
        skipString();
        return JsonToken.VALUE_STRING;
    }

    private JsonToken word(String word, JsonToken meant) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw unfit();
            }
            at++;
        }
        return meant;
    }

    private JsonToken number() {
        boolean whole = true;
        int from = at;
        while (at < bytes.length && "+-.0123456789eE".indexOf(bytes[at]) >= 0) {
            whole &= bytes[at] != '.' && bytes[at] != 'e' && bytes[at] != 'E';
            at++;
        }
        if (at == from) {
            throw unfit();
        }
        return whole ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    /// From inside a container to behind its end. What it holds is not looked at but for strings and brackets.
    private void skipNested() {
        for (int open = 1; open > 0; ) {
            byte b = peek();
            if (b == '"') {
                skipString();
            } else {
                open += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                at++;
                if (open > DEEPEST) {
                    throw unfit();
                }
            }
        }
    }

    private void skipString() {
        if (peek() != '"') {
            throw unfit();
        }
        escapes = false;
        int i = special(at + 1);
        while (i < bytes.length && bytes[i] != '"') {
            escapes = true;
            i = special(i + 2);
        }
        if (i >= bytes.length) {
            throw unfit();
        }
        at = i + 1;
    }

    /// Where the next quote or backslash stands, or the end. Looks at eight bytes at once (Hacker's Delight, 2nd ed.,
    /// section 6-1): a zero byte in `word ^ pattern` is a match, and the lowest match is never a false one.
    private int special(int from) {
        int i = from;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long hit = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }
}
