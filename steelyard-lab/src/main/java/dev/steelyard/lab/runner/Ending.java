package dev.steelyard.lab.runner;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How an agent's process ended.
///
/// @param exitCode empty if it was killed before it ended by itself
/// @param timedOut whether the wall-clock limit ended it
/// @param outputLost what kept its output from being written; null if all of it was
/// @param life from just before its launch until nothing of it was left
public record Ending(
        OptionalInt exitCode, boolean timedOut, @Nullable String outputLost, Duration life) {
    public Ending(OptionalInt exitCode, boolean timedOut, Duration life) {
        this(exitCode, timedOut, null, life);
    }
}
