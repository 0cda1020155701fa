/// The gateway measured beside its rivals, interleaved on one machine: direct, nginx, LiteLLM, Portkey. A provider of
/// our
/// own answers at an exact pace, a load generator of our own timestamps every event; both are in `src/main/c`.
@NullMarked
package dev.steelyard.bench;

import org.jspecify.annotations.NullMarked;
