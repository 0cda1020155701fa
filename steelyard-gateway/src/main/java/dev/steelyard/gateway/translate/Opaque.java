package dev.steelyard.gateway.translate;

import tools.jackson.databind.JsonNode;

/// What a provider attached to its answer for nobody but itself to read: a signature, encrypted reasoning. Means
/// something to that provider's family alone.
///
/// @param family the dialect it was written in, as in call records
/// @param value what must be sent back, byte for byte: the whole block or item for thinking, the bare signature for
/// what is attached to a call
public record Opaque(String family, JsonNode value) {}
