package dev.steelyard.lab.subject;

import java.nio.file.Path;
import java.util.List;

/// The subject at one condition, ready for cells.
///
/// @param digest of its files after the changes and before the build: the same on every machine
/// @param folder read-only for agents
/// @param alterations of the workspace entries, by the condition's changes in the order in which they were applied
public record BuiltSubject(String condition, String digest, Path folder, List<Alteration> alterations) {
    public BuiltSubject {
        alterations = List.copyOf(alterations);
    }
}
