/// Where an agent's processes live. A [dev.steelyard.lab.sandbox.Sandbox] starts a command and can always end its whole
/// tree.
@NullMarked
package dev.steelyard.lab.sandbox;

import org.jspecify.annotations.NullMarked;
