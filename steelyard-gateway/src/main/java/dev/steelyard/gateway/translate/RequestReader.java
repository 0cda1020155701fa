package dev.steelyard.gateway.translate;

import tools.jackson.databind.JsonNode;

/// Reads requests of one dialect. Holds no state.
public sealed interface RequestReader
        permits AnthropicRequestReader, ChatRequestReader, ResponsesRequestReader, GeminiRequestReader {
    /// @throws dev.steelyard.gateway.dialect.BadRequest if something that is needed for an answer is missing or of the
    /// wrong type; unknown fields are lost, and told to `losses`
    Dialogue read(JsonNode body, Losses losses);
}
