/// Did the treatment arrive? Finds the texts by which a prompt shows that a change reached the model.
@NullMarked
package dev.steelyard.lab.delivery;

import org.jspecify.annotations.NullMarked;
