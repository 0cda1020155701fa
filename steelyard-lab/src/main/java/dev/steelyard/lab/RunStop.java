package dev.steelyard.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ends a whole run early: softly, when the cells at work have finished, or at once.
public final class RunStop {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private boolean soft;
    private @Nullable String cause;

    /// Ends when closed.
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /// Starts no more cells.
    public void soon() {
        lock.lock();
        try {
            soft = true;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the cells at work too.
    public void now(String why) {
        List<Consumer<String>> told;
        lock.lock();
        try {
            if (cause != null) {
                return;
            }
            soft = true;
            cause = why;
            told = List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
        told.forEach(listener -> listener.accept(why));
    }

    public boolean requested() {
        lock.lock();
        try {
            return soft;
        } finally {
            lock.unlock();
        }
    }

    Optional<String> hard() {
        lock.lock();
        try {
            return Optional.ofNullable(cause);
        } finally {
            lock.unlock();
        }
    }

    /// Told at once if it is too late already.
    Listening onNow(Consumer<String> listener) {
        lock.lock();
        try {
            listeners.add(listener);
        } finally {
            lock.unlock();
        }
        hard().ifPresent(listener);
        return () -> forget(listener);
    }

    private void forget(Consumer<String> listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }
}
