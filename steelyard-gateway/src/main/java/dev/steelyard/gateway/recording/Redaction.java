package dev.steelyard.gateway.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of bodies. A secret becomes a mask of its own length, so that JSON stays JSON and an answer's
/// frames stay where they are; the same secret becomes the same mask in answers and in requests. Long base64 in
/// requests becomes its digest and length.
///
/// @param known secrets that are known by heart
public record Redaction(List<Known> known) {
    /// Puts a mask in the place of its secret.
    @FunctionalInterface
    public interface Known {
        String masked(String text, UnaryOperator<String> mask);
    }

    private static final int SHORTEST_SECRET = 8;
    private static final String MASK = "REDACTED";

    /// Not within a word, or right after an escape of JSON.
    private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\\\u[0-9a-fA-F]{4}))";

    /// Group 1 is the secret.
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile(START + "(sk-(?:ant-|proj-|or-)[A-Za-z0-9_-]{8,})"),
            Pattern.compile(START + "(sk-[A-Za-z0-9_-]{32,})"),
            Pattern.compile(START + "(sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,})"),
            Pattern.compile(START + "(AIza[A-Za-z0-9_-]{20,})"),
            Pattern.compile(START + "(ya29\\.[A-Za-z0-9._-]{10,})"),
            Pattern.compile(START + "(gh[pousr]_[A-Za-z0-9]{20,})"),
            Pattern.compile(START + "(github_pat_[A-Za-z0-9_]{20,})"),
            Pattern.compile(START + "(AKIA[A-Z0-9]{16})"),
            Pattern.compile("(?i)bearer[ +]{1,4}([A-Za-z0-9._~+/=-]{16,})"),
            Pattern.compile(
                    "(?i)x-(?:goog-)?api-key[\\\\\"']{0,8}\\s{0,4}[:=]\\s{0,4}[\\\\\"']{0,8}([A-Za-z0-9._~+/=-]{8,})"));

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----");

    /// In one piece, or as `base64` wraps it.
    private static final Pattern BASE64 = Pattern.compile(
            "[A-Za-z0-9+/_-]{1024,}+={0,2}|(?:[A-Za-z0-9+/]{76}\\\\n){13,}+|(?:[A-Za-z0-9+/]{64}\\\\n){16,}+");

    public Redaction {
        known = List.copyOf(known);
    }

    public byte[] request(byte[] body) {
        return bytes(masked(BASE64.matcher(text(body)).replaceAll(Redaction::digest)));
    }

    /// Base64 stays: an answer that is played again must be the whole answer.
    public byte[] response(byte[] body) {
        String whole = masked(text(body));
        return bytes(Pieces.in(whole).with(this::masked));
    }

    /// Of the same length.
    private String masked(String text) {
        String masked = text;
        for (Known one : known) {
            masked = one.masked(masked, Redaction::mask);
        }
        for (Pattern shape : SHAPES) {
            masked = shape.matcher(masked).replaceAll(Redaction::maskedGroup);
        }
        return withoutPrivateKeys(masked);
    }

    private static String maskedGroup(java.util.regex.MatchResult match) {
        String before = match.group().substring(0, match.start(1) - match.start());
        String after = match.group().substring(match.end(1) - match.start());
        return Matcher.quoteReplacement(before + mask(match.group(1)) + after);
    }

    /// What is too short for a secret is a word, and words are everywhere.
    private static String mask(String secret) {
        return secret.length() < SHORTEST_SECRET ? secret : MASK + "*".repeat(secret.length() - MASK.length());
    }

    /// Line ends stay, also as escapes of JSON.
    private static String withoutPrivateKeys(String text) {
        Matcher begin = PRIVATE_KEY.matcher(text);
        if (!begin.find()) {
            return text;
        }
        char[] chars = text.toCharArray();
        do {
            int at = begin.end();
            while (at < chars.length && isOfKey(chars, at)) {
                boolean kept = chars[at] == '\\' || chars[at - 1] == '\\' || Character.isWhitespace(chars[at]);
                chars[at] = kept ? chars[at] : '*';
                at++;
            }
        } while (begin.find());
        return new String(chars);
    }

    private static boolean isOfKey(char[] chars, int at) {
        char c = chars[at];
        if (chars[at - 1] == '\\') {
            return c == 'n' || c == 'r' || c == '\\';
        }
        return Character.isLetterOrDigit(c) || "+/=:,*\\ \r\n".indexOf(c) >= 0;
    }

    private static String digest(java.util.regex.MatchResult match) {
        byte[] bytes = bytes(match.group());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(digest) + "+" + bytes.length;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// One char a byte, whatever the bytes are.
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
