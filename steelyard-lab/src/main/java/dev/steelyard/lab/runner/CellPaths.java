package dev.steelyard.lab.runner;

import java.nio.file.Path;

/// A cell's folders, as the agent sees them.
public record CellPaths(Path work, Path home, Path tmp) {}
