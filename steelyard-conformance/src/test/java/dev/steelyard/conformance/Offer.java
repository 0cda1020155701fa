package dev.steelyard.conformance;

import java.util.List;
import java.util.Map;

/// The tools of the conversations.
enum Offer {
    READ_FILE(Map.of("path", Map.of("type", "string", "description", "Where it is."))),
    LIST_FOLDER(Map.of("depth", Map.of("type", "integer"), "hidden", Map.of("type", "boolean")));

    static final String SYSTEM = "You are a test. Be brief.";
    static final long LONGEST_ANSWER = 4096;

    @SuppressWarnings("ImmutableEnumChecker") // made of Map.of
    private final Map<String, Object> properties;

    Offer(Map<String, Object> properties) {
        this.properties = properties;
    }

    String tool() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String description() {
        return "Does what its name says.";
    }

    Map<String, Object> properties() {
        return properties;
    }

    List<String> required() {
        return properties.keySet().stream().sorted().toList();
    }

    /// As JSON Schema.
    Map<String, Object> schema() {
        return Map.of("type", "object", "properties", properties, "required", required());
    }
}
