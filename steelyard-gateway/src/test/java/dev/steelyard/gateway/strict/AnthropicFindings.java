package dev.steelyard.gateway.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What is wrong with a request, each with its place, in the API's own manner.
final class AnthropicFindings {
    private static final Set<String> TTLS = Set.of("5m", "1h");

    private final List<String> found = new ArrayList<>();

    void say(String place, String what) {
        found.add(place + ": " + what);
    }

    void refuse(boolean wrong, String place, String what) {
        if (wrong) {
            say(place, what);
        }
    }

    void only(JsonNode object, String place, Set<String> known) {
        for (String field : object.propertyNames()) {
            refuse(!known.contains(field), place + "." + field, "Extra inputs are not permitted");
        }
        JsonNode mark = object.path("cache_control");
        if (known.contains("cache_control") && !mark.isMissingNode() && !mark.isNull()) {
            refuse(!mark.path("type").stringValue("").equals("ephemeral"), place + ".cache_control", "unknown type");
            refuse(
                    mark.has("ttl") && !TTLS.contains(mark.path("ttl").stringValue("")),
                    place + ".cache_control.ttl",
                    "Input should be '5m' or '1h'");
        }
    }

    void words(JsonNode text, String place) {
        refuse(!text.isString(), place, "Input should be a valid string");
        refuse(text.isString() && text.stringValue().isEmpty(), place, "text content blocks must be non-empty");
        refuse(
                !text.stringValue(" ").isEmpty() && text.stringValue("x").isBlank(),
                place,
                "text content blocks must contain non-whitespace text");
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
