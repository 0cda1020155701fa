package dev.steelyard.gateway;

/// A limit that was reached. Every further generation at the door is refused.
///
/// @param cause `calls`, `tokens`, `usd`, or `usd_total` for the whole run's
/// @param detail a sentence for people
public record Breach(String cause, String detail) {}
