package dev.steelyard.journal.litellm;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// One object of a log and where it stands.
///
/// @param line from 1
record SpendLine(Path file, int line, JsonNode object) {}
