/// The nouns of an experiment and nothing else: what was asked ([ExperimentSpec]), in which order it runs ([Plan]),
/// how an attempt ended ([Outcome]) and what was measured ([RunRecord], [CallRecord]). Immutable values that
/// check themselves; no I/O, no clock, no dependencies, so every other module can speak in these words.
@NullMarked
package dev.steelyard.model;

import org.jspecify.annotations.NullMarked;
