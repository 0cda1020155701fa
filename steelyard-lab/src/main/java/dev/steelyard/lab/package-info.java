/// Plans an experiment and runs its cells: conditions are built, workspaces prepared, agents launched in a sandbox
/// behind their own door, stopped at their limits, graded and recorded.
@NullMarked
package dev.steelyard.lab;

import org.jspecify.annotations.NullMarked;
