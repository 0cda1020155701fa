package dev.steelyard.gateway;

import dev.steelyard.gateway.simulated.Performance.Cue;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives cues their moment on the event loop, by timers and never by sleeping. Late cues follow at once: the pace is
/// kept against the start, not against the cue before. Lives on the event loop.
final class Playback {
    private final List<Cue> cues;
    private final long startNs;
    private final Ticker ticker;
    private final Wire wire;
    private final Consumer<Cue> perform;
    private @Nullable Future<?> timer;
    private int next;
    private boolean cancelled;

    Playback(List<Cue> cues, long startNs, Ticker ticker, Wire wire, Consumer<Cue> perform) {
        this.cues = cues;
        this.startNs = startNs;
        this.ticker = ticker;
        this.wire = wire;
        this.perform = perform;
    }

    void proceed() {
        while (!cancelled && next < cues.size()) {
            Cue cue = cues.get(next);
            long waitNanos = startNs + cue.dueNanos() - ticker.nanos();
            if (waitNanos > 0) {
                timer = wire.after(waitNanos, this::proceed);
                return;
            }
            next++;
            perform.accept(cue);
        }
    }

    /// Output tokens that have been decoded by the last cue that was given.
    long tokensOut() {
        return next == 0 ? 0 : cues.get(next - 1).tokensOut();
    }

    void cancel() {
        cancelled = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
