package dev.steelyard.lab;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the treatment arrived where it should, and nowhere else. What prompts cannot show is not asked for.
record DeliveryRule(PooledRun run) {
    /// A sentence for each change of a condition that reached no prompt of a runner, and for each that reached a cell
    /// whose condition lacks it.
    static List<String> failings(PooledRun run) {
        var rule = new DeliveryRule(run);
        var failings = new ArrayList<String>();
        for (Condition condition : run.plan().experiment().conditions()) {
            for (String runner : run.plan().experiment().runners()) {
                condition
                        .changes()
                        .forEach(change ->
                                rule.missing(change, runner, condition.name()).ifPresent(failings::add));
            }
        }
        run.plan()
                .experiment()
                .changes()
                .forEach(change -> rule.stray(change.id()).ifPresent(failings::add));
        return failings;
    }

    private Optional<String> missing(String change, String runner, String condition) {
        List<Delivery> deliveries = run.observations().values().stream()
                .filter(record -> record.runner().equals(runner))
                .filter(record -> record.condition().equals(condition))
                .flatMap(record -> of(record, change).stream())
                .toList();
        return deliveries.isEmpty() || deliveries.stream().anyMatch(Delivery::arrived)
                ? Optional.empty()
                : Optional.of(change + " never reached a prompt of " + runner + " in " + condition);
    }

    /// All attempts count: what reached a control cell once can do it again.
    private Optional<String> stray(String change) {
        List<String> reached = run.attempts().stream()
                .filter(record -> of(record, change)
                        .filter(delivery -> !delivery.treated() && delivery.arrived())
                        .isPresent())
                .map(record -> record.cellId().value())
                .distinct()
                .toList();
        return reached.isEmpty()
                ? Optional.empty()
                : Optional.of(change + " reached the control cell " + String.join(", the control cell ", reached));
    }

    private static Optional<Delivery> of(RunRecord record, String change) {
        return Optional.ofNullable(record.delivery().get(change));
    }
}
