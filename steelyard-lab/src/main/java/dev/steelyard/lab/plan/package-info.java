/// From an experiment to a plan: what is pinned, which cells there are, and in which order they run.
@NullMarked
package dev.steelyard.lab.plan;

import org.jspecify.annotations.NullMarked;
