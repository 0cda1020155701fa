package dev.steelyard.model;

/// The unit that runs.
///
/// @param position the place in the whole planned order, from 1
public record Cell(CellId id, String runner, String condition, String task, int repetition, int position) {
    public Cell {
        if (!id.equals(CellId.of(runner, condition, task, repetition))) {
            throw new IllegalArgumentException(
                    "cell id " + id + " does not name " + runner + ", " + condition + ", " + task + ", " + repetition);
        }
    }
}
