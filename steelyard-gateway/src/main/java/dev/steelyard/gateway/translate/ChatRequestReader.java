package dev.steelyard.gateway.translate;

import tools.jackson.databind.JsonNode;

final class ChatRequestReader implements RequestReader {
    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        throw new UnsupportedOperationException();
    }
}
