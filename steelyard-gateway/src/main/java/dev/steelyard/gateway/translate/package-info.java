/// The translate lane: what it takes to answer an agent of one dialect from a provider of another. A request is read
/// into a [Dialogue], which can hold whatever any of the dialects can say, and written anew; an answer is read into the
/// events of a reply and written by the agent's own dialect. A translation goes from reader to writer, four of each,
/// and
/// never through a fifth protocol. What cannot be carried is left out and told to [Losses].
@NullMarked
package dev.steelyard.gateway.translate;

import org.jspecify.annotations.NullMarked;
