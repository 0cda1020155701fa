package dev.steelyard.cli;

import dev.steelyard.model.ExperimentSpec;

/// The size of an experiment in words.
final class Matrix {
    private Matrix() {}

    /// `2 runners × 2 conditions × 3 tasks × 1 repetition = 12 cells`
    static String of(ExperimentSpec spec) {
        return counted(spec.runners().size(), "runner") + " × "
                + counted(spec.conditions().size(), "condition") + " × "
                + counted(spec.tasks().size(), "task") + " × "
                + counted(spec.repetitions(), "repetition") + " = "
                + counted(spec.cellCount(), "cell");
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
