package dev.steelyard.model;

import java.util.List;

/// The thing under test, built once per condition.
///
/// @param path the folder, relative to the experiment file
/// @param build the command run in a copy of the folder after the changes were applied; empty for none
/// @param pathEntries folders of the built subject that the agent finds on its PATH
/// @param workspace entries of the built subject that are copied into each cell's workspace
public record Subject(String path, List<String> build, List<String> pathEntries, List<String> workspace) {
    public Subject {
        build = List.copyOf(build);
        pathEntries = List.copyOf(pathEntries);
        workspace = List.copyOf(workspace);
    }
}
