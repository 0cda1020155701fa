package dev.steelyard.journal.litellm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Keys, hashed as LiteLLM does it. A key that stands in a log or in a map is forgotten as soon as it is read.
final class Keys {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Keys() {}

    /// @param keyOrHash a hash is left as it is; nothing stays nothing
    static String hash(String keyOrHash) {
        return keyOrHash.isEmpty() || HASH.matcher(keyOrHash).matches() ? keyOrHash : sha256(keyOrHash);
    }

    static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
