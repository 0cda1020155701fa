package dev.steelyard.lab;

import dev.steelyard.journal.History;
import dev.steelyard.journal.JournalEvent;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.util.ArrayList;
import java.util.List;

/// Attempts whose harness died under them: recorded as lost to infrastructure, with what they had spent.
record Orphans(Plan plan, String planHash, RecordOf.Origin origin, JournalWriter journal) {
    /// @return the history with a record for each orphan
    History buried(History history) {
        List<RunRecord> records = new ArrayList<>(history.finished());
        for (History.Orphan orphan : history.orphans()) {
            Cell cell = plan.cell(orphan.cell()).orElseThrow();
            RunRecord record =
                    new RecordOf(plan, planHash, origin, cell, orphan.attempt(), orphan.startedAt()).lost(history);
            journal.append(new JournalEvent.CellFinished(record), Durability.SYNCED);
            records.add(record);
        }
        return new History(records, history.calls(), List.of(), history.synthetic(), false);
    }
}
