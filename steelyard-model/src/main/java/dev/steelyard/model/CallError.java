package dev.steelyard.model;

/// @param origin whose fault: `client`, `gateway`, `provider`, `network`, `budget`, or `harness` for a cell that ended
/// while
///     the call was in flight
/// @param type a fixed machine-readable word
public record CallError(String origin, String type, String message) {}
