package dev.steelyard.lab;

import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Pins;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a pilot's run needs beyond [Experiments].
final class Pilots {
    static final String HASH = "ab".repeat(32);

    private Pilots() {}

    static Pins pins(String... runners) {
        var pins = new TreeMap<String, Pins.RunnerPin>();
        for (String runner : runners) {
            pins.put(runner, new Pins.RunnerPin("1.0.0", "d0"));
        }
        return new Pins(Map.of(), Map.of(), pins);
    }

    /// The same experiment with these conditions and the changes they name.
    static ExperimentSpec withChanges(ExperimentSpec spec, List<Condition> conditions) {
        List<Change> changes = conditions.stream()
                .flatMap(condition -> condition.changes().stream())
                .distinct()
                .map(id -> new Change(id, id, new Change.Edit.Overlay(id), List.of("**")))
                .toList();
        return new ExperimentSpec(
                spec.name(),
                spec.question(),
                spec.subject(),
                changes,
                conditions,
                spec.runners(),
                spec.model(),
                spec.simulation(),
                spec.prices(),
                spec.tasks(),
                spec.repetitions(),
                spec.seed(),
                spec.limits(),
                spec.cachePolicy(),
                spec.upstream(),
                spec.gate(),
                spec.analysis(),
                spec.requiresPilot());
    }
}
