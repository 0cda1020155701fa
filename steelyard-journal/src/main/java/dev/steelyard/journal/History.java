package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one journal says, each thing once, however often its lines were copied: attempts that ended, and those that
/// were begun and never ended.
///
/// @param orphans attempts whose harness died under them, by cell and attempt
public record History(
        List<RunRecord> finished, List<CallRecord> calls, List<Orphan> orphans, boolean synthetic, boolean ended) {
    public record Orphan(CellId cell, int attempt, Instant startedAt) {}

    public History {
        finished = List.copyOf(finished);
        calls = List.copyOf(calls);
        orphans = List.copyOf(orphans);
    }

    public static History of(List<JournalEvent> events) {
        var finished = new ArrayList<RunRecord>();
        var calls = new ArrayList<CallRecord>();
        Map<String, Orphan> open = new LinkedHashMap<>();
        var seen = new HashSet<String>();
        boolean synthetic = false;
        boolean ended = false;
        for (JournalEvent event : events) {
            ended = event instanceof JournalEvent.RunEnded;
            switch (event) {
                case JournalEvent.RunStarted started -> synthetic |= started.synthetic();
                case JournalEvent.CellStarted(CellId cell, int attempt, Instant at) ->
                    open.put(cell + "/" + attempt, new Orphan(cell, attempt, at));
                case JournalEvent.CallFinished(CallRecord call) -> {
                    if (seen.add("call " + call.cellId() + "/" + call.attempt() + "/" + call.callId())) {
                        calls.add(call);
                    }
                }
                case JournalEvent.CellFinished(RunRecord record) -> {
                    if (seen.add("cell " + record.cellId() + "/" + record.attempt())) {
                        finished.add(record);
                    }
                    open.remove(record.cellId() + "/" + record.attempt());
                }
                case JournalEvent.RunEnded _ -> {
                    // Nothing to keep: that it came last is what counts.
                }
            }
        }
        return new History(finished, calls, List.copyOf(open.values()), synthetic, ended);
    }

    public boolean isEmpty() {
        return finished.isEmpty() && orphans.isEmpty();
    }

    public List<CallRecord> callsOf(CellId cell, int attempt) {
        return calls.stream()
                .filter(call -> call.cellId().equals(cell) && call.attempt() == attempt)
                .toList();
    }
}
