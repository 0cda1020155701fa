package dev.steelyard.journal.litellm;

import java.util.Optional;

/// How calls are given to cells.
sealed interface Attribution permits KeyMap, TimeWindows {
    /// `key` or `time_window`.
    String method();

    /// Empty for a call that is no cell's.
    Optional<CellTry> cellOf(SpendEntry entry);
}
