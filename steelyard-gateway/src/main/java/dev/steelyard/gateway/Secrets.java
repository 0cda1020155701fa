package dev.steelyard.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// Random names that say nothing about what they name.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 24;
    private static final int ID_BYTES = 16;
    private static final long TAGS = 1_000_000_000_000L;

    private Secrets() {}

    /// 192 random bits, in the shape that clients expect of a key.
    static String key() {
        return "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY_BYTES));
    }

    /// 128 random bits in hexadecimal.
    static String id() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /// Twelve decimal digits: tells doors apart and opens none. Decimal, because tags end up in prompts and o200k_base
    /// makes four tokens of any of them, so that two runs of the same cell count the same.
    static String tag() {
        return String.format(Locale.ROOT, "%012d", RANDOM.nextLong(TAGS));
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
