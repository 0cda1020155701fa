package dev.steelyard.model;

/// When a cell counts as a success, and when a run counts as a passed pilot.
///
/// @param minCalls model calls a success needs beside a clean exit
/// @param successFloor the share of successes, per condition, that a pilot run must reach
public record Gate(int minCalls, double successFloor) {
    public static final Gate DEFAULT = new Gate(1, 0.5);
}
