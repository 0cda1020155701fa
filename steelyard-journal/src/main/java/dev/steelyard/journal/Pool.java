package dev.steelyard.journal;

import dev.steelyard.model.Plan;
import java.nio.file.Files;
import java.util.List;

/// Joins the streams of a run into one.
public final class Pool {
    private Pool() {}

    /// @throws JournalException if the folder holds no run
    public static PooledRun of(RunFolder folder) {
        if (!Files.isRegularFile(folder.plan())) {
            throw new JournalException(folder.path() + " is not a run folder: it has no " + RunFolder.PLAN);
        }
        Plan plan = PlanCodec.read(folder.plan());
        var events = Files.isRegularFile(folder.journal())
                ? JournalReader.read(folder.journal()).events()
                : List.<JournalEvent>of();
        return pooled(plan, History.of(events));
    }

    public static PooledRun pooled(Plan plan, History history) {
        return new PooledRun(
                PlanCodec.runId(plan),
                PlanCodec.hash(plan),
                plan,
                history.finished(),
                history.calls(),
                history.synthetic());
    }
}
