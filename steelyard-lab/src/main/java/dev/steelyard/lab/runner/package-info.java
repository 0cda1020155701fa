/// Which agents there are, how they get onto this machine, and how one is pointed at a cell's door.
@NullMarked
package dev.steelyard.lab.runner;

import org.jspecify.annotations.NullMarked;
