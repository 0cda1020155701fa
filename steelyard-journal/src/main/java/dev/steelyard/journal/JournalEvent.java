package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.RunRecord;
import java.time.Instant;

/// One line of a journal.
public sealed interface JournalEvent {
    int SCHEMA_VERSION = 1;

    /// A harness took up the run.
    ///
    /// @param synthetic whether what follows is made up by a dry run
    record RunStarted(
            int schemaVersion,
            String runId,
            String planHash,
            Instant at,
            String toolVersion,
            String host,
            String shard,
            boolean synthetic)
            implements JournalEvent {}

    /// On disk before anything is spent on the attempt.
    record CellStarted(CellId cell, int attempt, Instant at) implements JournalEvent {}

    record CallFinished(CallRecord call) implements JournalEvent {}

    record CellFinished(RunRecord record) implements JournalEvent {}

    /// The harness left in good order.
    ///
    /// @param complete whether every planned cell has an observation
    record RunEnded(Instant at, boolean complete) implements JournalEvent {}
}
