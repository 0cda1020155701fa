package dev.steelyard.model;

/// What an intercepted agent gets when it asks for a host that is no model's.
public enum OtherHosts {
    /// An answer that says so; nothing is dialled.
    REFUSE,
    /// A tunnel to it, whose bytes nobody reads.
    TUNNEL
}
