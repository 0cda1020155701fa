package dev.steelyard.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// The threads beside the event loop.
final class Workers implements AutoCloseable {
    /// Requests are kept until their records are delivered.
    private static final long CROWDED_BYTES = 16L << 20;

    private final ExecutorService many = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService one =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final AtomicLong undeliveredBytes = new AtomicLong();

    void compute(Runnable work) {
        many.execute(work);
    }

    /// One after the other, in the order of these calls.
    ///
    /// @param bytes that are kept until then
    void deliver(long bytes, Runnable delivery) {
        undeliveredBytes.addAndGet(bytes);
        one.execute(() -> {
            try {
                delivery.run();
            } finally {
                undeliveredBytes.addAndGet(-bytes);
            }
        });
    }

    /// Whether deliveries have fallen so far behind that clients must wait for them.
    boolean isCrowded() {
        return undeliveredBytes.get() > CROWDED_BYTES;
    }

    @Override
    public void close() {
        many.close();
        one.close();
    }
}
