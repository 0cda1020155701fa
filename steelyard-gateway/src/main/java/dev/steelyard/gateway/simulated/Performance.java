package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the simulated model will say to one request, and when.
///
/// @param usage if the reply is given to its end
/// @param error what kept the model from playing its trajectory, or null
/// @param cues the reply's events, in order
public record Performance(
        CallKind kind,
        Reply reply,
        TokenUsage usage,
        @Nullable CallError error,
        List<Cue> cues) {
    public Performance {
        cues = List.copyOf(cues);
    }

    /// @param dueNanos after the request was handed over
    /// @param tokensOut output tokens that have been decoded once this event is out
    public record Cue(long dueNanos, ReplyEvent event, long tokensOut) {}
}
