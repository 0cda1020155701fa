package dev.steelyard.model;

/// @param origin whose fault: `client`, `gateway`, `provider`, `network` or `budget`
/// @param type a fixed machine-readable word
public record CallError(String origin, String type, String message) {}
