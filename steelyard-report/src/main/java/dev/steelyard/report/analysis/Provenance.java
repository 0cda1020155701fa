package dev.steelyard.report.analysis;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.RunRecord;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where the numbers come from.
///
/// @param runners runner → the version that was pinned, and any other that was observed
/// @param subjects condition → digest of the built subject
public record Provenance(
        String runId,
        String planHash,
        String model,
        long seed,
        SortedMap<String, SortedSet<String>> runners,
        SortedMap<String, String> subjects,
        SortedSet<String> hosts) {
    static Provenance of(PooledRun run) {
        var plan = run.plan();
        var versions = new TreeMap<String, SortedSet<String>>();
        plan.pins()
                .runners()
                .forEach((runner, pin) -> versions.put(runner, new TreeSet<>(java.util.Set.of(pin.version()))));
        for (RunRecord attempt : run.attempts()) {
            versions.computeIfAbsent(attempt.runner(), _ -> new TreeSet<>()).add(attempt.runnerVersion());
        }
        Map<String, String> subjects = plan.pins().subjects();
        return new Provenance(
                run.runId(),
                run.planHash(),
                plan.experiment().model().value(),
                plan.experiment().seed(),
                Collections.unmodifiableSortedMap(versions),
                Collections.unmodifiableSortedMap(new TreeMap<>(subjects)),
                run.attempts().stream().map(RunRecord::host).collect(Collectors.toCollection(TreeSet::new)));
    }
}
