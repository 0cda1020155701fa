/// Tries out what a run needs on this machine.
@NullMarked
package dev.steelyard.lab.doctor;

import org.jspecify.annotations.NullMarked;
