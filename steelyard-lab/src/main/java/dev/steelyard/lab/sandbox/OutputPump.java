package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Moves one of a command's streams into a file, up to what is left of a shared allowance; the rest is read and
/// dropped, so that a flooding command neither fills the disk nor blocks.
final class OutputPump {
    private static final int BUFFER = 1 << 16;

    private final InputStream from;
    private final Path to;
    private final AtomicLong allowance;
    private final Runnable onFlood;
    private final Thread thread;
    private volatile @Nullable IOException failure;

    OutputPump(InputStream from, Path to, AtomicLong allowance, Runnable onFlood) {
        this.from = from;
        this.to = to;
        this.allowance = allowance;
        this.onFlood = onFlood;
        this.thread = Thread.ofVirtual().name("pump " + to.getFileName()).start(this::pump);
    }

    private void pump() {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = read(buffer); n >= 0; n = read(buffer)) {
                long left = allowance.getAndAdd(-n);
                out.write(buffer, 0, Math.clamp(left, 0, n));
                if (left < n) {
                    onFlood.run();
                }
            }
        } catch (IOException e) {
            failure = e;
            onFlood.run();
        }
    }

    /// A pipe that breaks because its process was killed has ended.
    private int read(byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException _) {
            return -1;
        }
    }

    /// Waits for the stream's end; a stray that keeps the pipe open beyond the limit is left reading into nothing.
    void join(Duration limit) throws InterruptedException {
        if (!thread.join(limit)) {
            thread.interrupt();
        }
    }

    /// What kept output from being written, such as a full disk.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
