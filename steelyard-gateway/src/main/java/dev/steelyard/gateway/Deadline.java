package dev.steelyard.gateway;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Something a client has to do in time. Its timer is set once and looks again when it fires, so that starting and
/// stopping cost nothing. Lives on the connection's event loop.
final class Deadline {
    private final long limitNs;
    private final Runnable onMissed;
    private long sinceNs;
    private boolean running;
    private @Nullable ScheduledFuture<?> timer;

    Deadline(Duration limit, Runnable onMissed) {
        this.limitNs = limit.toNanos();
        this.onMissed = onMissed;
    }

    /// Does nothing if it runs already.
    void start(EventExecutor loop) {
        if (!running) {
            restart(loop);
        }
    }

    void restart(EventExecutor loop) {
        running = true;
        sinceNs = System.nanoTime();
        if (timer == null) {
            look(loop, limitNs);
        }
    }

    void stop() {
        running = false;
    }

    /// For good: nothing of the connection stays behind in the loop's timers.
    void end() {
        running = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void look(EventExecutor loop, long nanos) {
        timer = loop.schedule(() -> fired(loop), nanos, TimeUnit.NANOSECONDS);
    }

    private void fired(EventExecutor loop) {
        timer = null;
        long leftNs = sinceNs + limitNs - System.nanoTime();
        if (running && leftNs > 0) {
            look(loop, leftNs);
        } else if (running) {
            running = false;
            onMissed.run();
        }
    }
}
