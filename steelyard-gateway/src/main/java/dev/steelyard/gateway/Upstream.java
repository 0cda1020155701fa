package dev.steelyard.gateway;

/// Who answers.
public sealed interface Upstream permits SimulatedUpstream, LiveUpstream, RecordedUpstream {}
