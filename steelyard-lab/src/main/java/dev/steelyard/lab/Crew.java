package dev.steelyard.lab;

import dev.steelyard.gateway.Breach;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.lab.runner.StopSwitch;
import dev.steelyard.lab.workspace.CellSlot;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The workers of a run: each takes the next cell in planned order until none is left or the run is stopped.
///
/// Cells of one block stand next to each other in the order, so with several workers its arms run side by side.
final class Crew implements RunView {
    /// Infrastructure is tried this often again, observations never.
    private static final int RETRIES = 2;

    private record Busy(
            Cell cell, int attempt, long since, @Nullable Door door) {}

    private final RunContext run;
    private final RunStop stop;
    private final RunWatcher watcher;
    private final Ticker ticker;
    private final AtomicReference<@Nullable RuntimeException> failure;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Cell> waiting = new ArrayDeque<>();
    private final List<RunRecord> finished;
    private final Map<CellId, Integer> attempts = new HashMap<>();
    private final Map<CellId, Busy> busy = new ConcurrentHashMap<>();
    private final long begun = System.nanoTime();
    private boolean budgetTold;

    Crew(
            RunContext run,
            List<RunRecord> recorded,
            RunStop stop,
            RunWatcher watcher,
            Ticker ticker,
            AtomicReference<@Nullable RuntimeException> failure) {
        this.run = run;
        this.stop = stop;
        this.watcher = watcher;
        this.ticker = ticker;
        this.failure = failure;
        this.finished = new ArrayList<>(recorded);
        var observed = new HashSet<CellId>();
        for (RunRecord record : recorded) {
            attempts.merge(record.cellId(), record.attempt(), Math::max);
            if (record.outcome().isObservation()) {
                observed.add(record.cellId());
            }
        }
        run.plan().cells().stream()
                .filter(cell -> !observed.contains(cell.id()))
                .forEach(waiting::add);
    }

    void work() throws InterruptedException {
        watcher.begins(this);
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < run.options().jobs(); i++) {
            workers.add(Thread.ofVirtual().name("worker " + (i + 1)).start(this::takeCells));
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void takeCells() {
        try (CellSlot slot =
                CellSlot.take(run.machine().folders(), run.machine().user())) {
            var runner = new CellRunner(run, slot);
            for (Cell cell = next(); cell != null; cell = next()) {
                observe(runner, cell);
            }
        } catch (InterruptedException _) {
            stop.now(OutcomeRule.INTERRUPTED);
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(new IllegalStateException(e));
        }
    }

    private void fail(RuntimeException why) {
        failure.compareAndSet(null, why);
        stop.now("failure");
    }

    private @Nullable Cell next() {
        lock.lock();
        try {
            return stop.requested() || overBudget() ? null : waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private boolean overBudget() {
        Optional<Breach> breach = run.budget().breach();
        if (breach.isPresent() && !budgetTold) {
            budgetTold = true;
            watcher.says("the run's budget is spent (" + breach.get().detail() + "): no more cells are started");
        }
        return breach.isPresent();
    }

    private void observe(CellRunner runner, Cell cell) throws InterruptedException {
        for (int retry = 0; retry <= RETRIES; retry++) {
            boolean settled = OutcomeRule.isFinal(attempt(runner, cell));
            if (settled || stop.requested() || run.budget().breach().isPresent()) {
                return;
            }
        }
    }

    private RunRecord attempt(CellRunner runner, Cell cell) throws InterruptedException {
        int attempt = nextAttempt(cell);
        busy.put(cell.id(), new Busy(cell, attempt, System.nanoTime(), null));
        watcher.cellStarted(cell, attempt);
        var cellStop = new StopSwitch();
        try (RunStop.Listening _ = stop.onNow(why -> cellStop.pull(OutcomeRule.INTERRUPTED, why))) {
            RunRecord record = runner.run(cell, attempt, cellStop, door -> opened(cell, door));
            keep(record);
            watcher.cellFinished(record);
            return record;
        } finally {
            busy.remove(cell.id());
        }
    }

    private void opened(Cell cell, Door door) {
        busy.computeIfPresent(
                cell.id(), (_, before) -> new Busy(before.cell(), before.attempt(), before.since(), door));
    }

    private int nextAttempt(Cell cell) {
        lock.lock();
        try {
            return attempts.merge(cell.id(), 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    private void keep(RunRecord record) {
        lock.lock();
        try {
            finished.add(record);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Plan plan() {
        return run.plan();
    }

    @Override
    public List<RunRecord> finished() {
        lock.lock();
        try {
            return List.copyOf(finished);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<ActiveCell> active() {
        long now = System.nanoTime();
        return busy.values().stream()
                .sorted(Comparator.comparingInt(entry -> entry.cell().position()))
                .map(entry -> new ActiveCell(
                        entry.cell(),
                        entry.attempt(),
                        Duration.ofNanos(now - entry.since()),
                        entry.door() == null ? null : entry.door().activity(),
                        run.ledger().latest(entry.cell().id(), entry.attempt()).orElse(null),
                        ticker.nanos()))
                .toList();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
