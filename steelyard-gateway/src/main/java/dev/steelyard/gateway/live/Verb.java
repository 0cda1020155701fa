package dev.steelyard.gateway.live;

/// What is asked of a provider.
public enum Verb {
    GENERATE,
    /// How many tokens a prompt has.
    COUNT
}
