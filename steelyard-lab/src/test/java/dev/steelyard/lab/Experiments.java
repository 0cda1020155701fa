package dev.steelyard.lab;

import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Gate;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import dev.steelyard.model.UpstreamRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Small experiments for tests.
public final class Experiments {
    public static final Pins NO_PINS = new Pins(Map.of(), Map.of(), Map.of());

    private Experiments() {}

    /// @param conditions the first is the baseline
    public static ExperimentSpec of(
            List<String> runners, List<String> conditions, List<String> tasks, int repetitions, long seed) {
        return new ExperimentSpec(
                "test",
                "Does it work?",
                new Subject("subject", List.of(), List.of(), List.of()),
                List.of(),
                conditions.stream()
                        .map(name ->
                                new Condition(name, name.equals(conditions.getFirst()) ? List.of() : List.of(name)))
                        .toList(),
                runners,
                new ModelRef(ModelRef.SIMULATED),
                Simulation.INSTANT,
                null,
                tasks.stream()
                        .map(id -> new Task(id, "Do it.", null, null, List.of()))
                        .toList(),
                repetitions,
                seed,
                Limits.DEFAULT,
                CachePolicy.ISOLATED,
                UpstreamRules.DEFAULT,
                Gate.DEFAULT,
                AnalysisPlan.DEFAULT,
                null);
    }

    public static List<String> named(String prefix, int count) {
        return Stream.iterate(1, n -> n + 1).limit(count).map(n -> prefix + n).toList();
    }
}
