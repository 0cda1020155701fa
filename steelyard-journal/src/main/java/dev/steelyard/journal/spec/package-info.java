/// Reads what people write: experiment, trajectory and runner files. A reader returns either a whole value or every
/// problem of the file at once, each with its place and a hint.
@NullMarked
package dev.steelyard.journal.spec;

import org.jspecify.annotations.NullMarked;
