package dev.steelyard.lab;

/// How a run is carried out; nothing here changes what is measured, so nothing here is part of the plan.
///
/// @param jobs cells at work at the same time
/// @param port the gateway's on loopback; 0 for any free one
/// @param recordBodies whether every request and answer is kept beside its cell
/// @param toolVersion of this Steelyard
public record RunOptions(int jobs, int port, boolean recordBodies, String toolVersion) {}
