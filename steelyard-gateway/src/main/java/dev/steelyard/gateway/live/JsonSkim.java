package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Finds where the members and elements of a JSON text stand, at the speed of memory: what nobody asks for is stepped
/// over, not read. Sees that brackets and quotes close; whether the rest is JSON is for the provider to judge.
final class JsonSkim {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final int LONGEST_NUMBER = 18;
    private static final BadRequest UNFIT = new BadRequest("the body is not JSON");

    private final byte[] bytes;
    private int at;

    JsonSkim(byte[] bytes) {
        this.bytes = bytes;
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        this.at = marked ? 3 : 0;
    }

    /// The offset of the next byte that says something.
    int position() {
        while (at < bytes.length && white(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean white(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /// That byte; 0 at the end.
    byte peek() {
        int next = position();
        return next < bytes.length ? bytes[next] : 0;
    }

    /// Steps over one byte if it is the next that says something.
    boolean take(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /// The same, where nothing else may stand.
    void expect(char wanted) {
        if (!take(wanted)) {
            throw UNFIT;
        }
    }

    /// Whether another member or element follows: to be asked before each, the first included.
    ///
    /// @param first whether none has been taken yet
    /// @param close what ends the object or array; taken if it comes
    boolean more(boolean first, char close) {
        if (take(close)) {
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /// A member's name, and the colon behind it.
    String name() {
        String name = string();
        expect(':');
        return name;
    }

    /// The string that comes next.
    String string() {
        int start = position();
        boolean escapes = skipString();
        return escapes
                ? Json.string(bytes, start, at - start)
                : new String(bytes, start + 1, at - start - 2, StandardCharsets.UTF_8);
    }

    /// Whether the next value is a string; then it is [#string].
    boolean atString() {
        return peek() == '"';
    }

    /// The offset right behind what was taken last.
    int behind() {
        return at;
    }

    /// Goes back to where it has been.
    void back(int position) {
        at = position;
    }

    /// The whole number that comes next, which is not stepped over; 0 if it is none that fits.
    long number() {
        int start = position();
        int end = start;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        boolean whole = end == bytes.length || bytes[end] != '.' && bytes[end] != 'e' && bytes[end] != 'E';
        boolean fits = whole && end > start && end - start <= LONGEST_NUMBER;
        return fits ? Long.parseLong(new String(bytes, start, end - start, StandardCharsets.US_ASCII)) : 0;
    }

    /// @return the offset of the value's end
    int skip() {
        switch (peek()) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            case 0, '}', ']', ',', ':' -> throw UNFIT;
            default -> skipWord();
        }
        return at;
    }

    /// A number or a word such as `true`.
    private void skipWord() {
        while (at < bytes.length && bytes[at] > ',' && bytes[at] != ']' && bytes[at] != '}' && bytes[at] != ':') {
            at++;
        }
        if (at < bytes.length && bytes[at] < 0) {
            throw UNFIT;
        }
    }

    private void skipNested() {
        int depth = 0;
        do {
            if (at >= bytes.length) {
                throw UNFIT;
            }
            byte b = bytes[at];
            if (b == '"') {
                skipString();
                continue;
            }
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
    }

    /// @return whether it holds escapes
    private boolean skipString() {
        if (at >= bytes.length || bytes[at] != '"') {
            throw UNFIT;
        }
        boolean escapes = false;
        int i = special(at + 1);
        while (i < bytes.length && bytes[i] != '"') {
            escapes = true;
            i = special(i + 2);
        }
        if (i >= bytes.length) {
            throw UNFIT;
        }
        at = i + 1;
        return escapes;
    }

    /// Where the next quote or backslash stands, or the end. Looks at eight bytes at once (Hacker's Delight, 2nd ed.,
    /// section 6-1): a zero byte in `word ^ pattern` is a match, and the lowest match is never a false one.
    private int special(int from) {
        int i = from;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long hit = ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /// What comes next, unread, at the end of a text.
    boolean atEnd() {
        return position() == bytes.length;
    }
}
