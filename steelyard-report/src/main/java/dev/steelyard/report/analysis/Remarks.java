package dev.steelyard.report.analysis;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.Cell;
import dev.steelyard.stats.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Collects what a reader must know, the run's own troubles first. A warning that many comparisons share is said
/// once, with all its places.
final class Remarks {
    private final List<Remark> remarks = new ArrayList<>();

    private Remarks() {}

    static List<Remark> of(
            PooledRun run, boolean simulated, List<ArmSummary> arms, List<Arrival> arrivals, Comparisons comparisons) {
        var remarks = new Remarks();
        remarks.labels(run, simulated);
        remarks.strays(run);
        arms.forEach(remarks::arm);
        arrivals.forEach(remarks::arrival);
        if (comparisons.contrasts().isEmpty()) {
            remarks.remarks.add(Remark.of(Concern.ONE_CONDITION));
        }
        remarks.comparisons(comparisons.contrasts());
        return List.copyOf(remarks.remarks);
    }

    private void labels(PooledRun run, boolean simulated) {
        if (simulated) {
            remarks.add(Remark.of(Concern.SIMULATED));
        }
        if (run.synthetic()) {
            remarks.add(Remark.of(Concern.SYNTHETIC));
        }
    }

    private void strays(PooledRun run) {
        var planned = run.plan().cells().stream().map(Cell::id).collect(Collectors.toSet());
        count(Concern.STRAY, "run", (int) run.attempts().stream()
                .filter(attempt -> !planned.contains(attempt.cellId()))
                .count());
    }

    private void arm(ArmSummary arm) {
        String where = arm.runner() + " " + arm.condition();
        count(Concern.MISSING, where, arm.accounting().missing());
        count(Concern.INFRASTRUCTURE, where, arm.accounting().infrastructure());
        count(Concern.UNPRICED, where, arm.spend().unpricedAttempts());
        count(Concern.TIMED_OUT, where, arm.accounting().timedOut());
    }

    private void arrival(Arrival arrival) {
        for (Arrival.Arm arm : arrival.arms()) {
            String where = arm.runner() + " " + arm.condition() + ", change " + arrival.change();
            count(Concern.NOT_DELIVERED, where, arm.isMissed() ? arm.cells() : 0);
            count(Concern.CONTROL_REACHED, where, arm.isStray() ? arm.reached() : 0);
        }
    }

    private void count(Concern concern, String where, int count) {
        if (count > 0) {
            remarks.add(Remark.of(concern, where, count));
        }
    }

    private void comparisons(List<Contrast> contrasts) {
        var places = new TreeMap<Warning, Map<String, List<Metric>>>();
        for (Contrast contrast : contrasts) {
            for (Warning warning : contrast.ratio().warnings()) {
                places.computeIfAbsent(warning, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(where(contrast), _ -> new ArrayList<>())
                        .add(contrast.metric());
            }
        }
        long everywhere = contrasts.stream().map(Remarks::where).distinct().count();
        places.forEach((warning, where) -> inverted(where)
                .forEach((metrics, comparisons) -> remarks.add(Remark.of(
                        warning,
                        (comparisons.size() == everywhere ? "all comparisons" : String.join("; ", comparisons))
                                + of(metrics)))));
    }

    /// The metrics concerned → the comparisons they are concerned in.
    private static Map<List<Metric>, List<String>> inverted(Map<String, List<Metric>> places) {
        var inverted = new LinkedHashMap<List<Metric>, List<String>>();
        places.forEach((place, metrics) ->
                inverted.computeIfAbsent(metrics, _ -> new ArrayList<>()).add(place));
        return inverted;
    }

    private static String where(Contrast contrast) {
        return contrast.condition() + " vs " + contrast.baseline() + ", "
                + contrast.scope().label();
    }

    private static String of(List<Metric> metrics) {
        return metrics.size() == Metric.values().length
                ? ""
                : " (" + metrics.stream().map(Metric::field).collect(Collectors.joining(", ")) + ")";
    }
}
