package dev.steelyard.gateway;

import dev.steelyard.model.Trajectory;

/// What the simulated model plays behind one door.
///
/// @param workingDirectory absolute path of the agent's workspace, as the agent sees it
/// @param label names, together with the seed, the random streams of the cell
public record Script(Trajectory trajectory, String workingDirectory, long seed, String label) {}
