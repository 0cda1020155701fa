package dev.steelyard.report.analysis;

import dev.steelyard.model.Cell;
import dev.steelyard.model.RunRecord;
import java.util.List;
import java.util.Optional;

/// A planned cell and what became of it.
///
/// @param observation the attempt that counts, if any does
/// @param attempts all of them, in order
public record CellRow(Cell cell, Optional<RunRecord> observation, List<RunRecord> attempts) {
    public CellRow {
        attempts = List.copyOf(attempts);
    }
}
