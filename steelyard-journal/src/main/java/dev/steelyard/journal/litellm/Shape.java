package dev.steelyard.journal.litellm;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Who wrote an entry, told by its keys.
enum Shape {
    /// `deploy/litellm/spend_logger.py`.
    STEELYARD,
    /// LiteLLM's own `StandardLoggingPayload`, as its callbacks are given it.
    PAYLOAD,
    /// Rows of LiteLLM's `LiteLLM_SpendLogs` table.
    SPEND_LOGS,
    /// A logger of somebody's own whose input counts leave out the cache (`"v": 2`).
    CUSTOM_DISJOINT,
    /// Any other logger: input counts are taken to include the cache.
    CUSTOM;

    private static final List<String> COUNTS = List.of("usage", "input_tokens", "prompt_tokens", "total_tokens");

    static Optional<Shape> of(JsonNode object) {
        if (object.has("steelyard_spend")) {
            return Optional.of(STEELYARD);
        }
        if (object.has("startTime") && object.has("request_id")) {
            return Optional.of(SPEND_LOGS);
        }
        if (object.has("startTime") && object.has("call_type")) {
            return Optional.of(PAYLOAD);
        }
        if (COUNTS.stream().noneMatch(object::has)) {
            return Optional.empty();
        }
        return Optional.of(object.path("v").asInt(1) == 2 ? CUSTOM_DISJOINT : CUSTOM);
    }
}
