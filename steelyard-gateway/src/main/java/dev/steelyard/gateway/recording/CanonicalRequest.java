package dev.steelyard.gateway.recording;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A request in the form in which it equals the same request of another run: a line for every value and for every line
/// of every text, each with its place before it; without secrets and without what is [Volatile].
///
/// @param endpoint requests to different ones have nothing to do with each other
public record CanonicalRequest(String endpoint, List<String> lines) {
    private static final int LONGEST_LINE = 160;
    private static final double TWICE = 2;

    /// Names of sessions and users, at the top of a body.
    private static final Set<String> NAMES = Set.of(
            "metadata",
            "client_metadata",
            "user",
            "safety_identifier",
            "session_id",
            "prompt_cache_key",
            "promptCacheKey");

    public CanonicalRequest {
        lines = List.copyOf(lines);
    }

    /// @param body without secrets
    public static CanonicalRequest of(String endpoint, String model, byte[] body) {
        var lines = new ArrayList<String>();
        if (!model.isEmpty()) {
            lines.add("(address) model: " + model);
        }
        try {
            JsonNode json = Json.readObject(body);
            for (String name : new TreeSet<>(json.propertyNames())) {
                add(lines, name, NAMES.contains(name) ? Json.text("<name>") : json.path(name));
            }
        } catch (BadRequest _) {
            text(lines, "(no JSON)", new String(body, StandardCharsets.UTF_8));
        }
        return new CanonicalRequest(endpoint, lines);
    }

    private static void add(List<String> lines, String place, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            new TreeSet<>(value.propertyNames()).forEach(name -> add(lines, place + "." + name, value.path(name)));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                add(lines, place + "[" + i + "]", value.path(i));
            }
        } else if (value.isString()) {
            text(lines, place, value.stringValue());
        } else {
            lines.add(place + ": " + Json.compact(value));
        }
    }

    private static void text(List<String> lines, String place, String text) {
        for (String said : text.split("\n", -1)) {
            String line = Volatile.without(said);
            for (int from = 0; from == 0 || from < line.length(); from += LONGEST_LINE) {
                lines.add(place + ": \"" + line.substring(from, Math.min(line.length(), from + LONGEST_LINE)) + "\"");
            }
        }
    }

    /// From 0, nothing in common, to 1.
    double similarity(CanonicalRequest other) {
        Map<String, Integer> open = new HashMap<>();
        lines.forEach(line -> open.merge(line, 1, Integer::sum));
        int common = 0;
        for (String line : other.lines) {
            int left = open.getOrDefault(line, 0);
            if (left > 0) {
                open.put(line, left - 1);
                common++;
            }
        }
        int all = lines.size() + other.lines.size();
        return all == 0 ? 1 : TWICE * common / all;
    }
}
