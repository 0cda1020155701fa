package dev.steelyard.gateway.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Images and files within a request's JSON, in one piece or in lines as `base64` wraps them.
final class LongBase64 {
    private static final int LONG = 1024;
    private static final int SHORTEST_WRAPPED_LINE = 60;
    private static final String LINE_END = "\\n";

    private LongBase64() {}

    /// The text with `sha256:…+length` in the place of each.
    static String digested(String text) {
        var result = new StringBuilder();
        int told = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            if (end - at >= LONG) {
                result.append(text, told, at).append(digest(text.substring(at, end)));
                told = end;
            }
            at = Math.max(end, at + 1);
        }
        return told == 0 ? text : result.append(text, told, text.length()).toString();
    }

    private static int endOfRun(String text, int from) {
        int at = from;
        int line = from;
        while (at < text.length()) {
            if (isBase64(text.charAt(at))) {
                at++;
            } else if (at - line >= SHORTEST_WRAPPED_LINE && text.startsWith(LINE_END, at)) {
                at += LINE_END.length();
                line = at;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isBase64(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "+/_-=".indexOf(c) >= 0;
    }

    private static String digest(String base64) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(base64.getBytes(StandardCharsets.ISO_8859_1));
            return "sha256:" + HexFormat.of().formatHex(digest) + "+" + base64.length();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
