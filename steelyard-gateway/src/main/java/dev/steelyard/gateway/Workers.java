package dev.steelyard.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads beside the event loop.
final class Workers implements AutoCloseable {
    private final ExecutorService many = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService one =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    void compute(Runnable work) {
        many.execute(work);
    }

    /// One after the other, in the order of these calls.
    void deliver(Runnable delivery) {
        one.execute(delivery);
    }

    @Override
    public void close() {
        many.close();
        one.close();
    }
}
