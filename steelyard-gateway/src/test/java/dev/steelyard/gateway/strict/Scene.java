package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.List;

/// One answer that a provider gives, told without its protocol.
///
/// @param thinking empty if the model does not think; where there is some, the provider seals it in its own way and
/// must see its seal again in the next request
/// @param calls made in parallel, after the text
public record Scene(String thinking, String text, List<Call> calls, StopReason stop, TokenUsage usage) {
    public Scene {
        calls = List.copyOf(calls);
    }

    /// @param arguments a JSON object
    public record Call(String name, String arguments) {}
}
