package dev.steelyard.gateway.translate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;

/// Names of calls that OpenAI takes back: at most 40 characters, once in each message.
final class ChatIds {
    private static final int LONGEST = 40;
    private static final int KEPT_BYTES = 15;

    private ChatIds() {}

    /// @param before the calls of the same message that have been written
    static String unique(String id, ArrayNode before) {
        String fit = fit(id);
        String sent = fit;
        for (int twin = 2; taken(sent, before); twin++) {
            sent = fit(fit + "_" + twin);
        }
        return sent;
    }

    private static boolean taken(String id, ArrayNode before) {
        return before.valueStream()
                .anyMatch(call -> call.path("id").stringValue("").equals(id));
    }

    private static String fit(String id) {
        return id.isEmpty() || id.length() > LONGEST ? "call_" + digest(id) : id;
    }

    private static String digest(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
