package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything that is known of one run, from one or more streams.
///
/// @param attempts every finished attempt at every cell, in order of cell and attempt
/// @param calls every model call of every attempt
/// @param synthetic whether the records were made up by a dry run
public record PooledRun(
        String runId, String planHash, Plan plan, List<RunRecord> attempts, List<CallRecord> calls, boolean synthetic) {
    public PooledRun {
        attempts = attempts.stream()
                .sorted(Comparator.comparing(RunRecord::cellId).thenComparingInt(RunRecord::attempt))
                .toList();
        calls = List.copyOf(calls);
    }

    /// The one attempt per cell that counts: the first that is an observation of the agent.
    public Map<CellId, RunRecord> observations() {
        var chosen = new TreeMap<CellId, RunRecord>();
        for (RunRecord attempt : attempts) {
            if (attempt.outcome().isObservation()) {
                chosen.putIfAbsent(attempt.cellId(), attempt);
            }
        }
        return chosen;
    }

    /// Planned cells without an observation, in planned order.
    public List<CellId> missing() {
        var observed = observations().keySet();
        return plan.cells().stream()
                .map(Cell::id)
                .filter(id -> !observed.contains(id))
                .toList();
    }

    public boolean complete() {
        return missing().isEmpty();
    }
}
