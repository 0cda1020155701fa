package dev.steelyard.model;

import org.jspecify.annotations.Nullable;

/// Whether a change's text reached the model in a cell.
///
/// @param treated whether the cell's condition has the change
/// @param firstCall the seq of the first main call whose prompt carried one of the change's fingerprints; null if none
///     did, as it must be in a cell that is not treated
public record Delivery(boolean treated, @Nullable Integer firstCall) {
    public boolean arrived() {
        return firstCall != null;
    }
}
