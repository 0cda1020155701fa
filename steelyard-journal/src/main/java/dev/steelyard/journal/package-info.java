/// Everything that is bytes on disk: experiment, trajectory and runner files read with positions, the plan's codec,
/// the append-only journal with its crash rules, the flat record files, and the pool that joins streams.
@NullMarked
package dev.steelyard.journal;

import org.jspecify.annotations.NullMarked;
