/// What went through a door, kept and played again: a call's [Transcript] without its secrets, the form of a request
/// in which two runs of the same thing are equal, and the [Deck] that finds the recorded call a request asks for.
/// Reads and writes no files.
@NullMarked
package dev.steelyard.gateway.recording;

import org.jspecify.annotations.NullMarked;
