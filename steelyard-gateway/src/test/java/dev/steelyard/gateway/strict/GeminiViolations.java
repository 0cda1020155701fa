package dev.steelyard.gateway.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What is wrong with one request, each with its place.
final class GeminiViolations {
    private final List<String> found = new ArrayList<>();

    void unless(boolean right, String place, String rule) {
        if (!right) {
            found.add(place.isEmpty() ? rule : place + ": " + rule);
        }
    }

    void unknown(JsonNode object, String place, Set<String> known) {
        unless(object.isObject(), place, "an object is required");
        for (String field : object.propertyNames()) {
            unless(known.contains(field), place, "Unknown name \"" + field + "\": Cannot find field.");
        }
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
