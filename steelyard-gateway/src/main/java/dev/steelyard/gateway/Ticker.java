package dev.steelyard.gateway;

/// Monotonic nanoseconds since the run's anchor. Only differences mean anything.
@FunctionalInterface
public interface Ticker {
    long nanos();

    static Ticker startingNow() {
        long anchor = System.nanoTime();
        return () -> System.nanoTime() - anchor;
    }
}
