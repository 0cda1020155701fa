package dev.steelyard.conformance;

import dev.steelyard.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object as values, the same whoever parsed it.
final class Values {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Values() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> of(String json) {
        return MAPPER.convertValue(Json.readObject(json.getBytes(StandardCharsets.UTF_8)), Map.class);
    }
}
