package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.live.LiveRequest;
import dev.steelyard.gateway.simulated.Performance;

/// What a request turned out to be once its body was read.
sealed interface Prepared {
    /// @param type as in the record's error
    record Refused(Refusal refusal, String origin, String type, String message) implements Prepared {}

    /// Until there is room in the budget; then the body is prepared again.
    record Waiting() implements Prepared {}

    record Counted(long inputTokens) implements Prepared {}

    record Forwarded(LiveUpstream upstream, Onward onward, LiveRequest request) implements Prepared {}

    record Played(Prompt prompt, Performance performance) implements Prepared {}
}
