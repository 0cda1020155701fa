/// What `run --record` leaves and `replay` reads: the bodies of every call beside its cell, without their secrets, and
/// the notes that say what was recorded and what is a replay of it.
@NullMarked
package dev.steelyard.lab.recording;

import org.jspecify.annotations.NullMarked;
