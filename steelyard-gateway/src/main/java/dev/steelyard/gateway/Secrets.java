package dev.steelyard.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random names that say nothing about what they name.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 24;
    private static final int ID_BYTES = 16;
    private static final int TAG_BYTES = 6;

    private Secrets() {}

    /// 192 random bits, in the shape that clients expect of a key.
    static String key() {
        return "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY_BYTES));
    }

    /// 128 random bits in hexadecimal.
    static String id() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /// Twelve hexadecimal digits: tells doors apart and opens none.
    static String tag() {
        return HexFormat.of().formatHex(bytes(TAG_BYTES));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// In a time that does not tell how much of the key is right.
    static boolean same(String key, String offered) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }
}
