package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.ToolNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Gemini's names may hold dots and colons and be longer than others permit. Each gets one plain name, and no two
/// the same.
final class GeminiPlainNames {
    private static final int LONGEST = 64;

    private final Map<String, String> plain = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<String, ToolNames.Origin> origins = new LinkedHashMap<>();

    String of(String name) {
        String known = plain.get(name);
        if (known != null) {
            return known;
        }
        String fresh = unused(name);
        plain.put(name, fresh);
        taken.add(fresh);
        if (!fresh.equals(name)) {
            origins.put(fresh, new ToolNames.Origin("", name, false));
        }
        return fresh;
    }

    private String unused(String name) {
        String safe = name.isEmpty() ? "_" : name.replaceAll("[^A-Za-z0-9_-]", "_");
        String base = cut(safe, LONGEST);
        String candidate = base;
        while (taken.contains(candidate)) {
            String suffix = "_" + copies.merge(base, 1, Integer::sum);
            candidate = cut(base, LONGEST - suffix.length()) + suffix;
        }
        return candidate;
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    boolean contains(String name) {
        return plain.containsKey(name);
    }

    ToolNames known() {
        return origins.isEmpty() ? ToolNames.PLAIN : new ToolNames(origins);
    }
}
