package dev.steelyard.gateway.dialect;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one way this module reads and writes JSON.
public final class Json {
    /// A whole transcript may come back as one string; the body's own limit is the one that protects memory.
    private static final int MAX_STRING_CHARS = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING_CHARS)
                            .build())
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /// @throws BadRequest if the bytes are not one JSON object
    public static JsonNode readObject(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new BadRequest("the body is not JSON: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw new BadRequest("the body is not a JSON object");
        }
        return node;
    }

    /// For reading without making a tree. Throws what Jackson throws.
    public static JsonParser parser(byte[] body) {
        return MAPPER.createParser(body);
    }

    /// @param offset of the opening quote
    /// @param length with both quotes
    /// @throws BadRequest if this is not one JSON string
    public static String string(byte[] text, int offset, int length) {
        try {
            return MAPPER.readValue(text, offset, length, String.class);
        } catch (JacksonException e) {
            throw new BadRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /// The value without white space, keys in the order in which they came, `/` and non-ASCII characters unescaped,
    /// control characters as `\n`, `\t`, `\b`, `\f`, `\r` or `\` + `u` + four upper-case hexadecimal digits.
    /// Fractional numbers are written as the shortest decimal that reads back as the same double.
    public static String compact(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    public static JsonNode number(long number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
