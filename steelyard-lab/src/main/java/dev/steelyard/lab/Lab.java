package dev.steelyard.lab;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.gateway.Upstream;
import dev.steelyard.journal.History;
import dev.steelyard.journal.JournalEvent;
import dev.steelyard.journal.JournalException;
import dev.steelyard.journal.JournalReader;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.RunLock;
import dev.steelyard.lab.delivery.Fingerprints;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.recording.RecordingNote;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs an experiment on this machine, or takes up where an earlier harness left.
public final class Lab {
    private static final String WHOLE = "1/1";
    private static final int MARK_LENGTH = 12;

    private final Preparation preparation;
    private final RunFolder folder;
    private final RunOptions options;
    private final String planHash;
    private final InstantSource clock = InstantSource.system();

    public Lab(Preparation preparation, RunFolder folder, RunOptions options) {
        this.preparation = preparation;
        this.folder = folder;
        this.options = options;
        this.planHash = PlanCodec.hash(preparation.plan());
    }

    /// What the folder holds already, without touching it; a finished run needs nothing more.
    public PooledRun recorded() {
        return Pool.of(folder);
    }

    /// Runs every cell that has no observation yet.
    ///
    /// @param agents runner → installed agent
    /// @param upstream the shared model, see [SharedModel]
    /// @param stop pulled by somebody who wants the run to end early
    /// @throws dev.steelyard.journal.JournalException if the folder is another plan's, another harness's, or full
    /// @throws dev.steelyard.gateway.GatewayException if the gateway cannot start
    public PooledRun run(
            Map<String, Installed> agents, Upstream upstream, Machine machine, RunStop stop, RunWatcher watcher)
            throws InterruptedException {
        folder.claim(preparation.plan());
        try (RunLock _ = RunLock.take(folder);
                JournalWriter journal = JournalWriter.open(folder.journal())) {
            History history = History.of(JournalReader.read(folder.journal()).events());
            if (history.synthetic()) {
                throw new JournalException(folder.path() + " holds a dry run; choose another --out, or remove it");
            }
            if (options.recordBodies()) {
                RecordingNote.of(preparation.experiment()).writeTo(folder);
            }
            machine.sandbox().reap(mark() + "-");
            started(journal, false);
            history = new Orphans(preparation.plan(), planHash, origin(), journal).buried(history);
            work(agents, upstream, machine, stop, watcher, journal, history);
            PooledRun pooled = Pool.of(folder);
            journal.append(new JournalEvent.RunEnded(clock.instant(), pooled.complete()), Durability.SYNCED);
            return pooled;
        }
    }

    /// Fills the folder with made-up, labelled records, so that everything after the journal can be tried.
    public PooledRun dryRun() {
        folder.claim(preparation.plan());
        try (RunLock _ = RunLock.take(folder);
                JournalWriter journal = JournalWriter.open(folder.journal())) {
            History history = History.of(JournalReader.read(folder.journal()).events());
            if (!history.synthetic() && !history.isEmpty()) {
                throw new JournalException(folder.path() + " holds a real run; choose another --out");
            }
            if (history.finished().isEmpty()) {
                started(journal, true);
                new SyntheticRun(preparation.plan(), planHash).records(journal);
                journal.append(new JournalEvent.RunEnded(clock.instant(), true), Durability.SYNCED);
            }
        }
        return Pool.of(folder);
    }

    private void work(
            Map<String, Installed> agents,
            Upstream upstream,
            Machine machine,
            RunStop stop,
            RunWatcher watcher,
            JournalWriter journal,
            History history)
            throws InterruptedException {
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var ledger = new CallLedger(journal, broken -> {
            failure.compareAndSet(null, broken);
            stop.now("journal");
        });
        Ticker ticker = Ticker.startingNow();
        try (Gateway gateway = Gateway.start(options.port(), upstream, ticker, ledger)) {
            watcher.says("gateway warm: %.2f ms a round trip"
                    .formatted(gateway.warmUp().toNanos() / 1e6));
            if (agents.values().stream()
                    .anyMatch(agent -> agent.definition().spec().intercept() != null)) {
                gateway.warmUpProxy();
            }
            var context = context(journal, gateway, ledger, budget(history), machine, agents);
            new Crew(context, history.finished(), stop, watcher, ticker, failure).work();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /// What is left of the run's after every call that is in the journal.
    private Budget budget(History history) {
        BigDecimal spent = history.calls().stream()
                .map(CallRecord::costUsd)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Budget.of(preparation.plan().experiment().limits().usdTotal(), new Usd(spent));
    }

    private RunContext context(
            JournalWriter journal,
            Gateway gateway,
            CallLedger ledger,
            Budget budget,
            Machine machine,
            Map<String, Installed> agents) {
        return new RunContext(
                preparation,
                Fingerprints.of(preparation.experiment(), preparation.subjects()),
                machine,
                folder,
                planHash,
                journal,
                gateway,
                ledger,
                budget,
                agents,
                RunContext.agents(agents),
                options,
                clock,
                mark(),
                origin());
    }

    private void started(JournalWriter journal, boolean synthetic) {
        journal.append(
                new JournalEvent.RunStarted(
                        RunRecord.SCHEMA_VERSION,
                        PlanCodec.runId(preparation.plan()),
                        planHash,
                        clock.instant(),
                        options.toolVersion(),
                        host(),
                        WHOLE,
                        synthetic),
                Durability.SYNCED);
    }

    /// The same for every harness that works on this folder, so that the next can end what the last left.
    private String mark() {
        return Tree.digest(folder.path().toAbsolutePath().toString()).substring(0, MARK_LENGTH);
    }

    private static RecordOf.Origin origin() {
        return new RecordOf.Origin(host(), WHOLE);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
