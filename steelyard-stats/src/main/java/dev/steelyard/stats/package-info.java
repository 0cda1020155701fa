/// Arrays in, estimates with warnings out. Knows nothing of agents, files or this project's other modules; every
/// formula names its source. Usable as a library on its own.
@NullMarked
package dev.steelyard.stats;

import org.jspecify.annotations.NullMarked;
