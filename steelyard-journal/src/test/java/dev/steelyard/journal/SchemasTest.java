package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SchemasTest {
    @ParameterizedTest
    @MethodSource("dev.steelyard.journal.Schemas#names")
    void a_schema_is_the_file_of_the_repository(String name) throws IOException {
        assertThat(Schemas.text(name)).hasValue(Files.readString(Path.of("../schema", name + ".schema.json")));
    }

    @ParameterizedTest
    @MethodSource("dev.steelyard.journal.Schemas#names")
    void every_object_of_a_schema_says_which_keys_it_has(String name) {
        // Given
        var schema = Json.LINES.readTree(Schemas.text(name).orElseThrow());

        // When
        var objects = schema.findParents("type").stream()
                .filter(node -> node.path("type").asString("").equals("object"))
                .filter(node -> !node.has("then"));

        // Then
        assertThat(objects).isNotEmpty().allMatch(node -> node.has("additionalProperties"));
    }

    @ParameterizedTest
    @MethodSource("dev.steelyard.journal.Schemas#names")
    void every_key_of_a_schema_is_described(String name) {
        // Given
        JsonNode properties =
                Json.LINES.readTree(Schemas.text(name).orElseThrow()).path("properties");

        // Then
        assertThat(properties.propertyStream())
                .isNotEmpty()
                .allMatch(property -> property.getValue().has("description")
                        || property.getValue().has("$ref"));
    }

    @Test
    void there_is_no_schema_of_another_name() {
        assertThat(Schemas.text("../../secret")).isEmpty();
    }
}
