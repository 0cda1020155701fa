package dev.steelyard.model;

/// What a cell may find in the provider's prompt cache.
public enum CachePolicy {
    /// Nothing but its own earlier calls.
    ISOLATED,
    /// A prefix primed before the block, the same for every arm.
    WARM,
    /// Whatever is there.
    AS_SENT
}
