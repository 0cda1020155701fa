package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts every process from one thread that lives as long as the harness: Linux sends a parent-death signal when the
/// *thread* that started a child ends, so a child started from a pool's thread would die with that thread.
final class Spawner implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("spawner").factory());

    /// @throws LaunchException if the program cannot be started
    Process start(ProcessBuilder builder) {
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new LaunchException(
                        "cannot start " + builder.command().getFirst() + ": " + cause.getMessage(), cause);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(
                    "interrupted while starting " + builder.command().getFirst(), e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
