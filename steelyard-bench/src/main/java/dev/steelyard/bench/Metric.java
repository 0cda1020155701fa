package dev.steelyard.bench;

import java.util.EnumSet;
import java.util.Set;

/// What is told of a measurement.
enum Metric {
    FIRST_P50("first event p50 µs", true),
    FIRST_P99("first event p99 µs", true),
    FRAME_P50("frame p50 µs", true),
    FRAME_P99("frame p99 µs", true),
    FRAME_MAX("frame max µs", true),
    RATE("requests/s", false),
    CPU("CPU µs per event or request", false),
    RESIDENT("resident MB", false);

    final String label;
    /// Whether what counts is the difference from the provider without anything before it.
    final boolean added;

    Metric(String label, boolean added) {
        this.label = label;
        this.added = added;
    }

    static Set<Metric> of(Scenario scenario) {
        return switch (scenario) {
            case ONE, ONE_LARGE, SIXTEEN -> EnumSet.of(FIRST_P50, FIRST_P99, FRAME_P50, FRAME_P99, CPU);
            case SMALL_BODIES, LARGE_BODIES -> EnumSet.of(RATE, CPU);
            case CROWD -> EnumSet.of(FRAME_P50, FRAME_P99, FRAME_MAX, CPU, RESIDENT);
        };
    }
}
