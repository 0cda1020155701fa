package dev.steelyard.gateway.simulated;

import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory;

/// What the simulated model plays behind one door.
///
/// @param workingDirectory absolute path of the agent's workspace
/// @param label names, with the seed, the cell's random streams
/// @param callPrefix begins every tool call id of this door and of no other, see [ToolCallIds]
public record Role(
        Trajectory trajectory, String workingDirectory, long seed, String label, Simulation pace, String callPrefix) {}
