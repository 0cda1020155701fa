/// The commands. The only place that prints and the only one that chooses exit codes.
@NullMarked
package dev.steelyard.cli;

import org.jspecify.annotations.NullMarked;
