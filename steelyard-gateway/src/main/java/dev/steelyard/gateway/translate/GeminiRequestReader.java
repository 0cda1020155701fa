package dev.steelyard.gateway.translate;

import tools.jackson.databind.JsonNode;

final class GeminiRequestReader implements RequestReader {
    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        throw new UnsupportedOperationException();
    }
}
