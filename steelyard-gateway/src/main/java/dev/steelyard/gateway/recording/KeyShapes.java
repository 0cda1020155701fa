package dev.steelyard.gateway.recording;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What looks like a key, in plain text and in the escapes of JSON.
final class KeyShapes {
    /// @param start by which it is looked for
    /// @param whole the key from there on
    private record Prefixed(String start, Pattern whole) {
        static Prefixed of(String start, String rest) {
            return new Prefixed(start, Pattern.compile(Pattern.quote(start) + rest));
        }
    }

    private static final List<Prefixed> PREFIXED = List.of(
            Prefixed.of(
                    "sk-",
                    "(?:(?:ant|proj|or)-[A-Za-z0-9_-]{8,}|[A-Za-z0-9_-]{32,}|(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,})"),
            Prefixed.of("AIza", "[A-Za-z0-9_-]{20,}"),
            Prefixed.of("ya29.", "[A-Za-z0-9._-]{10,}"),
            Prefixed.of("ghp_", "[A-Za-z0-9]{20,}"),
            Prefixed.of("gho_", "[A-Za-z0-9]{20,}"),
            Prefixed.of("ghs_", "[A-Za-z0-9]{20,}"),
            Prefixed.of("github_pat_", "[A-Za-z0-9_]{20,}"),
            Prefixed.of("AKIA", "[A-Z0-9]{16}"));

    /// Group 1 is the key.
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("(?i)bearer[ +]{1,4}([A-Za-z0-9._~+/=-]{16,})"),
            Pattern.compile(
                    "(?i)x-(?:goog-)?api-key[\\\\\"']{0,8}\\s{0,4}[:=]\\s{0,4}[\\\\\"']{0,8}([A-Za-z0-9._~+/=-]{8,})"));

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[nrtbf]|u[0-9a-fA-F]{4})");
    private static final int LONGEST_ESCAPE = 6;

    private KeyShapes() {}

    /// @param mask keeps the length
    static String masked(String text, UnaryOperator<String> mask) {
        var masked = new StringBuilder(text);
        PREFIXED.forEach(shape -> mask(masked, shape, mask));
        for (Pattern shape : NAMED) {
            Matcher matcher = shape.matcher(masked.toString());
            while (matcher.find()) {
                masked.replace(matcher.start(1), matcher.end(1), mask.apply(matcher.group(1)));
            }
        }
        maskPrivateKeys(masked);
        return masked.toString();
    }

    private static void mask(StringBuilder text, Prefixed shape, UnaryOperator<String> mask) {
        for (int at = text.indexOf(shape.start()); at >= 0; at = text.indexOf(shape.start(), at + 1)) {
            Matcher whole = shape.whole().matcher(text).region(at, text.length());
            if (begins(text, at) && whole.lookingAt()) {
                text.replace(at, whole.end(), mask.apply(whole.group()));
            }
        }
    }

    /// Not within a word, or right after an escape of JSON.
    private static boolean begins(CharSequence text, int at) {
        if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
            return true;
        }
        Matcher escape = ESCAPE.matcher(text).region(Math.max(0, at - LONGEST_ESCAPE), at);
        boolean ends = false;
        while (!ends && escape.find()) {
            ends = escape.end() == at;
        }
        return ends;
    }

    /// Line ends stay, also as escapes of JSON.
    private static void maskPrivateKeys(StringBuilder text) {
        Matcher begin = PRIVATE_KEY.matcher(text.toString());
        while (begin.find()) {
            for (int at = begin.end(); at < text.length() && isOfKey(text, at); at++) {
                boolean kept = text.charAt(at) == '\\'
                        || text.charAt(at - 1) == '\\'
                        || Character.isWhitespace(text.charAt(at));
                text.setCharAt(at, kept ? text.charAt(at) : '*');
            }
        }
    }

    private static boolean isOfKey(CharSequence text, int at) {
        char c = text.charAt(at);
        if (text.charAt(at - 1) == '\\') {
            return c == 'n' || c == 'r' || c == '\\';
        }
        return Character.isLetterOrDigit(c) || "+/=:,*\\ \r\n".indexOf(c) >= 0;
    }
}
