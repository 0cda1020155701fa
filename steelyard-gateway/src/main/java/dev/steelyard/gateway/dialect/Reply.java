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
    public record ToolCall(String id, String name, String arguments) implements Part {}

    public enum StopReason {
        END_TURN,
        TOOL_USE
    }
}
