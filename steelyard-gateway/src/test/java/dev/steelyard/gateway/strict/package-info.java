/// Stand-ins for the real providers' servers, for tests: each refuses what the real one refuses and answers in the
/// shapes
/// that were recorded from it. What they say is scripted and labelled as a test's.
@NullMarked
package dev.steelyard.gateway.strict;

import org.jspecify.annotations.NullMarked;
