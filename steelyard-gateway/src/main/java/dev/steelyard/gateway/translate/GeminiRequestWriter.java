package dev.steelyard.gateway.translate;

import tools.jackson.databind.node.ObjectNode;

final class GeminiRequestWriter implements RequestWriter {
    @Override
    public ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        throw new UnsupportedOperationException();
    }
}
