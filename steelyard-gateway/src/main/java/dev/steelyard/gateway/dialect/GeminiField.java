package dev.steelyard.gateway.dialect;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Google's servers take every field in camel case and in snake case, and its own examples use both.
public final class GeminiField {
    private static final Pattern HUMP = Pattern.compile("(?=[A-Z])");

    private GeminiField() {}

    /// Missing if the field is there under neither name.
    public static JsonNode of(JsonNode node, String camel) {
        JsonNode value = node.path(camel);
        return value.isMissingNode() ? node.path(snake(camel)) : value;
    }

    public static String snake(String camel) {
        return HUMP.matcher(camel).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
