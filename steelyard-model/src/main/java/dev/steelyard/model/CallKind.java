package dev.steelyard.model;

/// What a model request was for.
public enum CallKind {
    /// A turn of the agent's conversation.
    MAIN,
    /// Something beside it: a title, a summary.
    SIDE,
    /// A token count; never a generation.
    COUNT
}
