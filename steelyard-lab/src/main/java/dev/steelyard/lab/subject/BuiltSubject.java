package dev.steelyard.lab.subject;

import java.nio.file.Path;

/// The subject at one condition, ready for cells.
///
/// @param digest of its files after the changes and before the build: the same on every machine
/// @param folder read-only for agents
public record BuiltSubject(String condition, String digest, Path folder) {}
