package dev.steelyard.cli;

import dev.steelyard.lab.RunView;
import dev.steelyard.model.Cell;
import dev.steelyard.model.RunRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a run is: counts over the whole plan and per runner × condition.
///
/// @param remaining empty until a cell of this session has finished
record Tally(int planned, int observed, Map<String, Arm> arms, Optional<Duration> remaining) {
    record Arm(String runner, String condition, int planned, List<RunRecord> attempts) {
        List<RunRecord> observations() {
            return attempts.stream()
                    .filter(record -> record.outcome().isObservation())
                    .toList();
        }
    }

    static Tally of(RunView view) {
        List<RunRecord> finished = view.finished();
        var arms = new LinkedHashMap<String, Arm>();
        for (String runner : view.plan().experiment().runners()) {
            view.plan().experiment().conditions().forEach(condition -> {
                Arm arm = arm(view, finished, runner, condition.name());
                arms.put(runner + " " + condition.name(), arm);
            });
        }
        int planned = view.plan().cells().size();
        int observed = arms.values().stream()
                .mapToInt(arm -> arm.observations().size())
                .sum();
        return new Tally(planned, observed, arms, remaining(view, finished, planned - observed));
    }

    private static Arm arm(RunView view, List<RunRecord> finished, String runner, String condition) {
        int planned = (int) view.plan().cells().stream()
                .filter((Cell cell) ->
                        cell.runner().equals(runner) && cell.condition().equals(condition))
                .count();
        return new Arm(
                runner,
                condition,
                planned,
                finished.stream()
                        .filter(record -> record.runner().equals(runner)
                                && record.condition().equals(condition))
                        .toList());
    }

    /// From the mean wall clock so far and the cells that run side by side.
    private static Optional<Duration> remaining(RunView view, List<RunRecord> finished, int left) {
        var mean = finished.stream().mapToDouble(RunRecord::wallS).average();
        int sideBySide = Math.max(1, view.active().size());
        return mean.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (mean.getAsDouble() * 1000 * left / sideBySide)));
    }
}
