package dev.steelyard.lab.runner;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends a cell before its agent does. The first reason counts.
public final class StopSwitch {
    /// @param cause a fixed machine-readable word
    public record Reason(String cause, String detail) {}

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Reason reason;
    private Runnable action = () -> {};

    public void pull(String cause, String detail) {
        Runnable now;
        lock.lock();
        try {
            if (reason != null) {
                return;
            }
            reason = new Reason(cause, detail);
            now = action;
        } finally {
            lock.unlock();
        }
        now.run();
    }

    /// What pulling does from now on; done at once if the switch was pulled already.
    public void onPull(Runnable what) {
        boolean pulled;
        lock.lock();
        try {
            action = what;
            pulled = reason != null;
        } finally {
            lock.unlock();
        }
        if (pulled) {
            what.run();
        }
    }

    public Optional<Reason> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }
}
