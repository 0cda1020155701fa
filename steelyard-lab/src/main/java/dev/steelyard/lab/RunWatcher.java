package dev.steelyard.lab;

import dev.steelyard.model.Cell;
import dev.steelyard.model.RunRecord;

/// Told what happens in a run, as it happens, from many threads.
public interface RunWatcher {
    /// Before the first cell: what is done already and what remains.
    default void begins(RunView view) {}

    default void cellStarted(Cell cell, int attempt) {}

    default void cellFinished(RunRecord record) {}

    default void says(String message) {}
}
