package dev.steelyard.lab;

import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Keeps a full experiment from starting before its pilot showed that it can work. The pilot's data go no further than
/// this gate: they are never part of the experiment's own.
///
/// @param places where a plan's run folder lies
public record PilotGate(
        ExperimentFile experiment, RunnerCatalog catalog, Folders folders, Function<Plan, RunFolder> places) {
    /// @throws LabException if a pilot is required and its run is missing or did not pass its gate
    public void check() {
        String pilot = experiment.spec().requiresPilot();
        if (pilot == null) {
            return;
        }
        ExperimentFile file = ExperimentFile.read(experiment.resolve(pilot), catalog.names());
        Plan plan = Preparation.of(file, catalog, folders, _ -> {}).plan();
        RunFolder folder = places.apply(plan);
        String first = "'" + experiment.spec().name() + "' waits for its pilot: ";
        if (!Files.isRegularFile(folder.journal())) {
            throw new LabException(
                    first + "there is no run of it at " + folder.path() + "; first do: steelyard run " + file.folder());
        }
        List<String> failings = failings(Pool.of(folder));
        if (!failings.isEmpty()) {
            throw new LabException(first + String.join("; ", failings) + " (" + folder.path() + ")");
        }
    }

    /// Why a run does not pass as a pilot; empty if it does.
    public static List<String> failings(PooledRun pilot) {
        var failings = new ArrayList<String>();
        if (pilot.synthetic()) {
            failings.add("its run is a dry run");
        }
        if (!pilot.complete()) {
            failings.add(pilot.missing().size() + " cells have no observation");
        }
        double floor = pilot.plan().experiment().gate().successFloor();
        for (Condition condition : pilot.plan().experiment().conditions()) {
            armFailing(pilot, condition, floor, failings);
        }
        failings.addAll(DeliveryRule.failings(pilot));
        return failings;
    }

    private static void armFailing(PooledRun pilot, Condition condition, double floor, List<String> failings) {
        List<RunRecord> arm = pilot.observations().values().stream()
                .filter(record -> record.condition().equals(condition.name()))
                .toList();
        if (arm.isEmpty()) {
            failings.add("condition " + condition.name() + " was never delivered");
            return;
        }
        long solved = arm.stream()
                .filter(record -> Boolean.TRUE.equals(record.success()))
                .count();
        if (solved < floor * arm.size()) {
            failings.add("condition " + condition.name() + " succeeded in " + solved + " of " + arm.size()
                    + " cells, below the floor of " + floor);
        }
    }
}
