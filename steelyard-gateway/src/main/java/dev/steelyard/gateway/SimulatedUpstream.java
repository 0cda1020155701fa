package dev.steelyard.gateway;

import dev.steelyard.gateway.simulated.PrefixCache;
import dev.steelyard.gateway.simulated.SimulatedModel;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Simulation;

/// Answers from the trajectory behind each door, at a declared pace. Doors that are not isolated share one prompt
/// cache.
public final class SimulatedUpstream implements Upstream {
    private final Simulation pace;
    private final SimulatedModel model;
    private final PrefixCache shared = new PrefixCache();

    public SimulatedUpstream(Simulation pace) {
        this(pace, new SimulatedModel());
    }

    private SimulatedUpstream(Simulation pace, SimulatedModel model) {
        this.pace = pace;
        this.model = model;
    }

    /// The same model, which keeps what its tokenizer has learnt, with caches of its own.
    SimulatedUpstream at(Simulation other) {
        return new SimulatedUpstream(other, model);
    }

    Simulation pace() {
        return pace;
    }

    SimulatedModel model() {
        return model;
    }

    PrefixCache cache(CachePolicy policy) {
        return switch (policy) {
            case ISOLATED -> new PrefixCache();
            case WARM, AS_SENT -> shared;
        };
    }
}
