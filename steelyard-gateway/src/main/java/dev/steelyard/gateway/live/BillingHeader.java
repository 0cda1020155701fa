package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;

/// The line that Claude Code puts at the head of its system prompt, different for every request: meant for Anthropic's
/// accounting, to every other server it is text that no cached prefix survives.
public final class BillingHeader {
    /// As in the records' `lossy`.
    public static final String STRIPPED = "billing_header_stripped";

    private static final String PREFIX = "x-anthropic-billing-header:";
    private static final int UNICODE_ESCAPE_BYTES = 6;

    private BillingHeader() {}

    public static boolean leads(String text) {
        return text.startsWith(PREFIX);
    }

    /// The text without it, and without the blank that follows.
    public static String strip(String text) {
        if (!leads(text)) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1).stripLeading();
    }

    /// The same for a text in JSON: where the line and the blank behind it stand.
    ///
    /// @param start after the opening quote of a well-formed string
    static Span line(byte[] json, int start) {
        int at = start;
        while (json[at] != '"' && escaped(json, at) != '\n') {
            at += bytes(json, at);
        }
        while (json[at] != '"' && Character.isWhitespace(escaped(json, at))) {
            at += bytes(json, at);
        }
        return new Span(start, at);
    }

    /// The character that stands there, if it is ASCII.
    private static char escaped(byte[] json, int at) {
        if (json[at] != '\\') {
            return (char) (json[at] & 0xff);
        }
        return switch (json[at + 1]) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' ->
                (char) Integer.parseInt(new String(json, at + 2, 4, java.nio.charset.StandardCharsets.US_ASCII), 16);
            default -> '\\';
        };
    }

    private static int bytes(byte[] json, int at) {
        return json[at] != '\\' ? 1 : json[at + 1] == 'u' ? UNICODE_ESCAPE_BYTES : 2;
    }
}
