package dev.steelyard.gateway;

import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has gone through a door so far.
///
/// @param inFlightSinceNs when each call that is still in flight was received, in ticker nanoseconds, oldest first
/// @param callsDone finished calls of any kind
/// @param usage of finished calls and of those whose last byte is on its way
/// @param costUsd null means unpriced
public record Activity(
        List<Long> inFlightSinceNs,
        int callsDone,
        TokenUsage usage,
        @Nullable Usd costUsd) {
    public Activity {
        inFlightSinceNs = List.copyOf(inFlightSinceNs);
    }

    public int callsInFlight() {
        return inFlightSinceNs.size();
    }
}
