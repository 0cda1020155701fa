/// Fakes and contracts shared by the tests of the other modules. Nothing here ships.
@NullMarked
package dev.steelyard.testkit;

import org.jspecify.annotations.NullMarked;
