/// A cell's folders: made fresh, handed to an unprivileged user, compared afterwards, wiped.
@NullMarked
package dev.steelyard.lab.workspace;

import org.jspecify.annotations.NullMarked;
