package dev.steelyard.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one cell, and the whole run, may consume before it is stopped.
///
/// @param calls model requests of one cell, token counts aside; an agent can loop for ever on a broken stream
/// @param tokens input and output tokens of one cell
/// @param outputBytes bytes an agent may print on stdout and stderr together
public record Limits(
        Duration wall,
        int calls,
        long tokens,
        @Nullable Usd usdPerCell,
        @Nullable Usd usdTotal,
        long outputBytes) {
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(10), 200, 20_000_000, null, null, 64L << 20);
}
