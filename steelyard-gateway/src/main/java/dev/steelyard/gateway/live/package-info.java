/// The native lane: what it takes to pass a call through to a real provider and read its usage on the way, knowing
/// nothing of doors and records. Bytes pass unchanged but for the model's name.
@NullMarked
package dev.steelyard.gateway.live;

import org.jspecify.annotations.NullMarked;
