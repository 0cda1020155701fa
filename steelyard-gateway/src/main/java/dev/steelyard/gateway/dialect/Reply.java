package dev.steelyard.gateway.dialect;

import java.util.List;

/// An answer, told without its protocol.
public record Reply(List<Part> parts, StopReason stop) {
    public Reply {
        parts = List.copyOf(parts);
    }

    public static Reply text(String text) {
        return new Reply(List.of(new Text(text)), StopReason.END_TURN);
    }

    public List<String> toolNames() {
        return parts.stream()
                .filter(ToolCall.class::isInstance)
                .map(part -> ((ToolCall) part).name())
                .toList();
    }

    public sealed interface Part {}

    public record Text(String text) implements Part {}

    /// @param id at most 64 of `[A-Za-z0-9_-]`, which every client accepts unchanged
    /// @param arguments a JSON object
    /// @param seal see [ReplyEvent.Seal]; empty if there is none
    public record ToolCall(String id, String name, String arguments, String seal) implements Part {
        public ToolCall(String id, String name, String arguments) {
            this(id, name, arguments, "");
        }
    }

    /// What the model thought.
    ///
    /// @param seal see [ReplyEvent.Seal]; empty if there is none
    public record Thinking(String text, String seal) implements Part {}

    public enum StopReason {
        END_TURN,
        TOOL_USE,
        /// The cap on output tokens was reached.
        MAX_TOKENS,
        /// One of the client's stop sequences was written.
        STOP_SEQUENCE,
        /// The model, or its provider, declines.
        REFUSAL
    }
}
