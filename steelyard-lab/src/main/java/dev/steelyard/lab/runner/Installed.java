package dev.steelyard.lab.runner;

import java.nio.file.Path;

/// An agent that is ready to run.
///
/// @param bin the folder that holds its command
/// @param version what it said when asked, not what was pinned
public record Installed(RunnerDefinition definition, Path bin, String version) {}
