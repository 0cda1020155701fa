package dev.steelyard.model;

import java.util.List;
import java.util.Optional;

/// The matrix in the order it will run, with everything pinned that could change a result. Immutable; the hash of
/// its file is the run's identity.
public record Plan(int schemaVersion, ExperimentSpec experiment, Pins pins, List<Block> blocks) {
    public static final int SCHEMA_VERSION = 1;

    public Plan {
        blocks = List.copyOf(blocks);
    }

    public List<Cell> cells() {
        return blocks.stream().flatMap(block -> block.cells().stream()).toList();
    }

    public Optional<Cell> cell(CellId id) {
        return cells().stream().filter(cell -> cell.id().equals(id)).findFirst();
    }
}
