package dev.steelyard.gateway.translate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names that every provider takes, made from whatever a client of Responses calls its tools and calls. Always the
/// same for the same, since a history comes again with every request.
final class ResponsesNames {
    static final String SEPARATOR = "__";
    private static final int LONGEST = 64;
    private static final int HASH_CHARS = 12;

    private ResponsesNames() {}

    /// @param namespace empty if the tool is in none
    static String plain(String namespace, String name) {
        return safe(namespace.isEmpty() ? name : namespace + SEPARATOR + name);
    }

    /// What is too long ends with a hash of all of it.
    static String safe(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (clean.length() <= LONGEST) {
            return clean;
        }
        return clean.substring(0, LONGEST - HASH_CHARS - 1) + "_" + hash(name);
    }

    /// Call ids: those that are too long become a hash.
    static String callId(String id) {
        return id.length() <= LONGEST ? id : "call_" + hash(id);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
