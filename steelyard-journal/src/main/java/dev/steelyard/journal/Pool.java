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
        checkIdentity(folder, PlanCodec.hash(plan), events);
        return pooled(plan, History.of(events));
    }

    /// The plan's hash is the run's identity: a plan that was altered afterwards is another run's.
    private static void checkIdentity(RunFolder folder, String planHash, List<JournalEvent> events) {
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.RunStarted started
                    && !started.planHash().equals(planHash)) {
                throw new JournalException(folder.plan() + " is not the plan that this run was started with: it was"
                        + " altered, or belongs to another run");
            }
        }
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
