package dev.steelyard.gateway;

import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.PriceSheet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a cell's door is to allow, record and play.
///
/// @param prices null leaves every call unpriced
/// @param budget shared by all doors of a run
/// @param model who answers, whatever name the agent asks for
/// @param script what the simulated model plays; null for a model that only says that it is done
/// @param bodies takes what went through the door; null to keep none of it
/// @param fingerprints looked for in the prompts of main calls
/// @param promptParts whether to say where the input tokens of generations went, which costs processor time
/// @param onBreach called once, on a thread of its own, when the first limit is reached
public record DoorSpec(
        CellId cell,
        int attempt,
        Limits limits,
        @Nullable PriceSheet prices,
        Budget budget,
        ModelRef model,
        CachePolicy cachePolicy,
        @Nullable Script script,
        @Nullable BodySink bodies,
        List<Fingerprint> fingerprints,
        boolean promptParts,
        Consumer<Breach> onBreach) {
    public DoorSpec {
        fingerprints = List.copyOf(fingerprints);
    }

    /// Whether anybody wants to know what prompts hold.
    boolean looksInside() {
        return promptParts || !fingerprints.isEmpty();
    }
}
