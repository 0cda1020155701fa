package dev.steelyard.report.analysis;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.RunRecord;
import dev.steelyard.stats.Sample;
import dev.steelyard.stats.SuccessShare;
import dev.steelyard.stats.SuccessShare.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The planned cells with what was observed, and their slices by arm and task.
record Observations(List<CellRow> cells) {
    static Observations of(PooledRun run) {
        Map<CellId, RunRecord> observed = run.observations();
        Map<CellId, List<RunRecord>> attempts =
                run.attempts().stream().collect(Collectors.groupingBy(RunRecord::cellId));
        return new Observations(run.plan().cells().stream()
                .map(cell -> new CellRow(
                        cell,
                        Optional.ofNullable(observed.get(cell.id())),
                        attempts.getOrDefault(cell.id(), List.of())))
                .toList());
    }

    List<CellRow> arm(String runner, String condition) {
        return cells.stream().filter(row -> isIn(row.cell(), runner, condition)).toList();
    }

    List<RunRecord> observed(String runner, String condition) {
        return arm(runner, condition).stream()
                .flatMap(row -> row.observation().stream())
                .toList();
    }

    /// Task → the metric's values in this arm; tasks without any are absent.
    Map<String, Sample> samples(String runner, String condition, Metric metric) {
        var values = new TreeMap<String, List<Double>>();
        for (RunRecord record : observed(runner, condition)) {
            metric.of(record)
                    .ifPresent(value -> values.computeIfAbsent(record.task(), _ -> new ArrayList<>())
                            .add(value));
        }
        var samples = new TreeMap<String, Sample>();
        values.forEach((task, list) -> samples.put(task, Sample.of(list)));
        return samples;
    }

    /// Empty if nothing was observed in this arm.
    Optional<SuccessShare> successShare(String runner, String condition) {
        var tallies = new TreeMap<String, Tally>();
        for (RunRecord record : observed(runner, condition)) {
            var one = new Tally(isSuccess(record) ? 1 : 0, 1);
            tallies.merge(
                    record.task(), one, (a, b) -> new Tally(a.successes() + b.successes(), a.tries() + b.tries()));
        }
        return tallies.isEmpty() ? Optional.empty() : Optional.of(new SuccessShare(tallies));
    }

    static boolean isSuccess(RunRecord record) {
        return Boolean.TRUE.equals(record.success());
    }

    private static boolean isIn(Cell cell, String runner, String condition) {
        return cell.runner().equals(runner) && cell.condition().equals(condition);
    }
}
