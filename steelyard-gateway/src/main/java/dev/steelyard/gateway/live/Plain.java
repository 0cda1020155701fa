package dev.steelyard.gateway.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// JSON as maps, lists, strings, numbers and booleans, which records can hold. Nulls are left out.
final class Plain {
    private Plain() {}

    static Map<String, Object> object(JsonNode node) {
        var object = new LinkedHashMap<String, Object>();
        node.properties()
                .forEach(entry -> value(entry.getValue()).ifPresent(value -> object.put(entry.getKey(), value)));
        return object;
    }

    private static Optional<Object> value(JsonNode node) {
        if (node.isObject()) {
            return Optional.of(object(node));
        }
        if (node.isArray()) {
            return Optional.of(list(node));
        }
        if (node.isNumber()) {
            return Optional.of(
                    node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : node.decimalValue());
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static List<Object> list(JsonNode node) {
        var list = new ArrayList<>();
        node.forEach(element -> value(element).ifPresent(list::add));
        return list;
    }
}
