package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.Transcript;

/// Takes what went through a door, without its secrets: just after a call's record is delivered, on the same thread.
@FunctionalInterface
public interface BodySink {
    /// @param call its bodies whole, or as far as they got
    void take(Transcript call);
}
