package dev.steelyard.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.dialect.ToolNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Tools may have names of 128 characters here and of 64 elsewhere; those of MCP servers often need them. A longer name
/// is cut, and ends in a digest of the whole.
final class AnthropicNames {
    private static final int LONGEST = 64;
    private static final int DIGEST_CHARS = 8;

    private final Map<String, ToolNames.Origin> origins = new LinkedHashMap<>();

    String plain(String name) {
        if (name.matches("[A-Za-z0-9_-]{1," + LONGEST + "}")) {
            return name;
        }
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String kept = safe.substring(0, Math.min(safe.length(), LONGEST - DIGEST_CHARS - 1));
        String plain = kept + "_" + digest(name).substring(0, DIGEST_CHARS);
        origins.put(plain, new ToolNames.Origin("", name, false));
        return plain;
    }

    /// 32 hexadecimal digits.
    static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString().replace("-", "");
    }

    ToolNames origins() {
        return origins.isEmpty() ? ToolNames.PLAIN : new ToolNames(origins);
    }
}
