/// The simulated model: it plays a trajectory's abstract steps through whatever tools a request offers, counts
/// tokens with a public tokenizer, models a prompt cache and keeps a declared pace. It is stateless but for that
/// cache: where the play stands is read from the conversation, so a client that asks again gets the same answer.
@NullMarked
package dev.steelyard.gateway.simulated;

import org.jspecify.annotations.NullMarked;
