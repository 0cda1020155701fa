package dev.steelyard.gateway.recording;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

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

    public Redaction {
        known = List.copyOf(known);
    }

    public byte[] request(byte[] body) {
        return bytes(masked(LongBase64.digested(text(body))));
    }

    /// Base64 stays: an answer that is played again must be the whole answer.
    public byte[] response(byte[] body) {
        return bytes(Pieces.in(masked(text(body))).with(this::masked));
    }

    /// Of the same length.
    private String masked(String text) {
        String masked = text;
        for (Known one : known) {
            masked = one.masked(masked, Redaction::mask);
        }
        return KeyShapes.masked(masked, Redaction::mask);
    }

    /// What is too short for a secret is a word, and words are everywhere.
    private static String mask(String secret) {
        return secret.length() < SHORTEST_SECRET ? secret : MASK + "*".repeat(secret.length() - MASK.length());
    }

    /// One char a byte, whatever the bytes are.
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
