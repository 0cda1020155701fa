package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.ToolNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Gives each tool of one request its plain name. OpenAI takes no other names, but its imitators do.
final class ChatNames {
    private static final int LONGEST = 64;

    private final Map<String, String> plainNames = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, ToolNames.Origin> origins = new LinkedHashMap<>();

    /// @param freeform see [ToolNames.Origin]
    String declare(String name, boolean freeform) {
        String plain = plainNames.computeIfAbsent(name, this::fresh);
        if (freeform || !plain.equals(name)) {
            origins.put(plain, new ToolNames.Origin("", name, freeform));
        }
        return plain;
    }

    /// @param name declared or not: histories name tools that are gone
    String plain(String name) {
        return plainNames.computeIfAbsent(name, this::fresh);
    }

    private String fresh(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String plain = cut(safe.isEmpty() ? "tool" : safe, LONGEST);
        for (int twin = 2; !taken.add(plain); twin++) {
            String suffix = "_" + twin;
            plain = cut(safe, LONGEST - suffix.length()) + suffix;
        }
        return plain;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    ToolNames names() {
        return new ToolNames(origins);
    }
}
