package dev.steelyard.gateway.translate;

import tools.jackson.databind.node.ObjectNode;

/// Writes requests in one dialect. Holds no state. The same dialogue is always written as the same bytes, and a longer
/// dialogue begins with the bytes of the shorter, since providers cache prompts by their prefix.
public sealed interface RequestWriter
        permits AnthropicRequestWriter, ChatRequestWriter, ResponsesRequestWriter, GeminiRequestWriter {
    /// @param dialogue whose seals and call ids have been looked up
    /// @param servedName what the provider calls the model; Gemini's body does not name it
    ObjectNode write(Dialogue dialogue, String servedName, Losses losses);
}
