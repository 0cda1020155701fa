package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.Deck;
import dev.steelyard.gateway.simulated.PrefixCache;
import dev.steelyard.gateway.simulated.Role;
import dev.steelyard.gateway.simulated.SimulatedModel;

/// Who answers behind one door.
sealed interface Responder {
    record Simulated(SimulatedModel model, Role role, PrefixCache cache) implements Responder {}

    record Live(LiveUpstream upstream) implements Responder {}

    record Recorded(RecordedUpstream upstream, Deck deck) implements Responder {}
}
