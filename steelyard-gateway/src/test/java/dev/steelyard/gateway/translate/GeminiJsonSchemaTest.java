package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiJsonSchemaTest {
    private static JsonNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String arguments(String schema) {
        return Json.compact(GeminiJsonSchema.ofArguments(json(schema)));
    }

    @Test
    void references_are_put_in_place_and_what_stands_beside_them_wins() {
        assertThat(arguments("""
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
                 "properties":{"a":{"$ref":"#/$defs/P","description":"mine"},"$ref":{"type":"string"}},
                 "$defs":{"P":{"type":"array","description":"its","items":{"$ref":"#/$defs/N"}},
                 "N":{"type":"number"}}}""")).isEqualTo("""
                {"type":"object","additionalProperties":false,"properties":{"a":{"type":"array",\
                "description":"mine","items":{"type":"number"}},"$ref":{"type":"string"}}}""");
    }

    @Test
    void what_refers_to_itself_stays() {
        String tree = """
                {"type":"object","properties":{"t":{"$ref":"#/$defs/T"},"self":{"$ref":"#"}},\
                "$defs":{"T":{"type":"array","items":{"$ref":"#/$defs/T"}}}}""";
        assertThat(arguments(tree)).isEqualTo("""
                {"type":"object","properties":{"t":{"type":"array","items":{"$ref":"#/$defs/T"}},\
                "self":{"$ref":"#"}},"$defs":{"T":{"type":"array","items":{"$ref":"#/$defs/T"}}}}""");
    }

    @Test
    void arguments_are_always_an_object() {
        assertThat(arguments("{}")).isEqualTo("{\"type\":\"object\"}");
        assertThat(arguments("{\"type\":[\"object\",\"null\"]}")).isEqualTo("{\"type\":\"object\"}");
        assertThat(arguments("{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"type\":\"object\",\"title\":\"A\"}}}"))
                .isEqualTo("{\"type\":\"object\",\"title\":\"A\"}");
        assertThat(Json.compact(GeminiJsonSchema.ofArguments(Json.text("no schema"))))
                .isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void references_that_would_grow_without_measure_are_left() {
        // Given
        var doubling =
                new StringBuilder("{\"type\":\"object\",\"properties\":{\"x\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            doubling.append("\"d%d\":{\"anyOf\":[%s,%s]},".formatted(i, next, next));
        }
        doubling.append("\"d40\":{\"type\":\"string\"}}}");

        // When
        String inlined = arguments(doubling.toString());

        // Then
        assertThat(inlined.length()).isLessThan(2_000_000);
        assertThat(inlined).contains("\"$defs\"");
    }
}
