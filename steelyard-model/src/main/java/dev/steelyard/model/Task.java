package dev.steelyard.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent is asked to do.
///
/// @param prompt the whole text given to the agent
/// @param fixture a folder, relative to the experiment file, whose files lie in the workspace from the start
/// @param trajectory what the simulated model does about this task; null when only real models may run it
/// @param artefacts files the agent is expected to leave, relative to the workspace; kept with the cell
public record Task(
        String id,
        String prompt,
        @Nullable String fixture,
        @Nullable Trajectory trajectory,
        List<String> artefacts) {
    public Task {
        Name.require("task", id);
        artefacts = List.copyOf(artefacts);
    }
}
