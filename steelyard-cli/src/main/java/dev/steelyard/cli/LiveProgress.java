package dev.steelyard.cli;

import dev.steelyard.lab.RunView;
import dev.steelyard.model.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A picture of the run that is drawn anew a few times a second, with finished cells scrolling away above it.
final class LiveProgress implements Progress {
    private static final Duration FRAME = Duration.ofMillis(200);

    private final Terminal terminal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread painter;
    private volatile @Nullable RunView view;
    private int drawn;

    LiveProgress(Terminal terminal) {
        this.terminal = terminal;
        this.painter = Thread.ofVirtual().name("progress").start(this::paint);
    }

    @Override
    public void begins(RunView begun) {
        view = begun;
    }

    @Override
    public void says(String message) {
        above("steelyard: " + message);
    }

    @Override
    public void cellFinished(RunRecord record) {
        RunView known = view;
        if (known != null) {
            above(PlainProgress.line(record, Tally.of(known)));
        }
    }

    private void above(String line) {
        lock.lock();
        try {
            clear();
            terminal.err().println(line);
            draw();
        } finally {
            lock.unlock();
        }
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(FRAME);
                lock.lock();
                try {
                    clear();
                    draw();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void clear() {
        if (drawn > 0) {
            terminal.err().print("\u001b[%dA\u001b[J".formatted(drawn));
            drawn = 0;
        }
    }

    private void draw() {
        RunView known = view;
        if (known != null) {
            List<String> lines = new LivePicture(known, Tally.of(known)).lines();
            lines.forEach(terminal.err()::println);
            terminal.err().flush();
            drawn = lines.size();
        }
    }

    @Override
    public void close() {
        painter.interrupt();
        lock.lock();
        try {
            clear();
            draw();
        } finally {
            lock.unlock();
        }
    }
}
