package dev.steelyard.gateway;

/// A limit that was reached. Every further generation at the door is refused.
///
/// @param cause `calls`, `tokens` or `usd`
/// @param detail a sentence for people
public record Breach(String cause, String detail) {}
