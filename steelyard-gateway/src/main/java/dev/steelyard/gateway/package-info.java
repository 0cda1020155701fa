/// The metering gateway: every model call of every cell goes through here. A gateway listens on loopback, a door
/// is one cell's entrance, a dialect reads and writes a wire protocol, an upstream answers, and each request leaves
/// one call record. Usable alone.
@NullMarked
package dev.steelyard.gateway;

import org.jspecify.annotations.NullMarked;
