package dev.steelyard.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One experiment as its file declares it, defaults filled in. All paths are as written: relative to the file.
///
/// @param repetitions how often each (runner, condition, task) is run, at least 1
/// @param seed drives the order of the cells and every other random choice
/// @param prices USD per million tokens; null leaves every call unpriced
/// @param requiresPilot another experiment's file whose run must have passed its gate first
public record ExperimentSpec(
        String name,
        String question,
        Subject subject,
        List<Change> changes,
        List<Condition> conditions,
        List<String> runners,
        ModelRef model,
        Simulation simulation,
        @Nullable PriceSheet prices,
        List<Task> tasks,
        int repetitions,
        long seed,
        Limits limits,
        CachePolicy cachePolicy,
        UpstreamRules upstream,
        Gate gate,
        AnalysisPlan analysis,
        @Nullable String requiresPilot) {
    public ExperimentSpec {
        Name.require("experiment", name);
        changes = List.copyOf(changes);
        conditions = List.copyOf(conditions);
        runners = List.copyOf(runners);
        tasks = List.copyOf(tasks);
        if (repetitions < 1) {
            throw new IllegalArgumentException("repetitions must be at least 1, got " + repetitions);
        }
    }

    /// The same experiment with another model.
    public ExperimentSpec withModel(ModelRef other) {
        return new ExperimentSpec(
                name,
                question,
                subject,
                changes,
                conditions,
                runners,
                other,
                simulation,
                prices,
                tasks,
                repetitions,
                seed,
                limits,
                cachePolicy,
                upstream,
                gate,
                analysis,
                requiresPilot);
    }

    /// The arm that everything is compared with: the first condition without changes.
    public Condition baseline() {
        return conditions.stream()
                .filter(condition -> condition.changes().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the experiment " + name + " has no baseline"));
    }

    public Optional<Change> change(String id) {
        return changes.stream().filter(change -> change.id().equals(id)).findFirst();
    }

    public Task task(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst().orElseThrow();
    }

    public int cellCount() {
        return runners.size() * conditions.size() * tasks.size() * repetitions;
    }
}
