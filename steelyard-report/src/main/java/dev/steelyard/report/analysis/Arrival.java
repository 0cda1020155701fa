package dev.steelyard.report.analysis;

import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.ExperimentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Where the prompts of observed cells showed a change.
///
/// @param arms runner by runner, each condition in the experiment's order, those without an observation that could
///     tell left out; empty if no prompt can show the change
public record Arrival(String change, List<Arm> arms) {
    /// @param treated whether the condition has the change
    /// @param reached cells of which a main call's prompt carried the change
    /// @param cells observed ones
    public record Arm(String runner, String condition, boolean treated, int reached, int cells) {
        /// A treatment that was never there has no effect, whatever the numbers say.
        boolean isMissed() {
            return treated && reached == 0;
        }

        boolean isStray() {
            return !treated && reached > 0;
        }
    }

    public Arrival {
        arms = List.copyOf(arms);
    }

    /// Of every change that a condition has; empty if nothing could show any, because nothing was observed or the
    /// records were made up.
    static List<Arrival> of(ExperimentSpec experiment, Observations observations, boolean synthetic) {
        if (synthetic
                || observations.cells().stream()
                        .allMatch(row -> row.observation().isEmpty())) {
            return List.of();
        }
        return experiment.changes().stream()
                .map(Change::id)
                .filter(change -> experiment.conditions().stream()
                        .anyMatch(condition -> condition.changes().contains(change)))
                .map(change -> new Arrival(change, arms(change, experiment, observations)))
                .toList();
    }

    private static List<Arm> arms(String change, ExperimentSpec experiment, Observations observations) {
        var arms = new ArrayList<Arm>();
        for (String runner : experiment.runners()) {
            for (Condition condition : experiment.conditions()) {
                List<Delivery> deliveries = observations.observed(runner, condition.name()).stream()
                        .map(record -> record.delivery().get(change))
                        .filter(Objects::nonNull)
                        .toList();
                int reached =
                        (int) deliveries.stream().filter(Delivery::arrived).count();
                if (!deliveries.isEmpty()) {
                    boolean treated = condition.changes().contains(change);
                    arms.add(new Arm(runner, condition.name(), treated, reached, deliveries.size()));
                }
            }
        }
        return arms;
    }
}
