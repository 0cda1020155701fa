/// Builds the subject at a condition: copy, changes in order, build; and checks that only declared files differ.
@NullMarked
package dev.steelyard.lab.subject;

import org.jspecify.annotations.NullMarked;
