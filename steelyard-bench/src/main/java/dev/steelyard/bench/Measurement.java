package dev.steelyard.bench;

import tools.jackson.databind.JsonNode;

/// One scenario on one rival, once.
///
/// @param load as the load generator printed it
/// @param cpuSeconds of the rival's processes
/// @param residentBytes of the rival's processes at their highest, looked at a few times a second
/// @param foreign the share of the machine's processor time that went to processes that are not the bench's
record Measurement(
        Scenario scenario,
        Rival rival,
        int round,
        JsonNode load,
        double cpuSeconds,
        long residentBytes,
        double foreign) {
    static final double MOST_FOREIGN = 0.20;

    boolean noisy() {
        return foreign > MOST_FOREIGN;
    }

    /// Whether any request succeeded: a rival that answers none has no figures.
    boolean answered() {
        return load.path("requests").asLong() > load.path("errors").asLong();
    }

    long failures() {
        return load.path("errors").asLong() + load.path("unfinished").asLong();
    }

    /// Events of a stream, requests where there are none.
    private double work() {
        return load.path("requests").asDouble()
                * (scenario.shape.stream() ? load.path("delay").path("count").asDouble() / answers() + 1 : 1);
    }

    private double answers() {
        return Math.max(1, load.path("total").path("count").asDouble());
    }

    double value(Metric metric) {
        return switch (metric) {
            case FIRST_P50 -> load.path("firstEvent").path("p50Us").asDouble();
            case FIRST_P99 -> load.path("firstEvent").path("p99Us").asDouble();
            case FRAME_P50 -> load.path("delay").path("p50Us").asDouble();
            case FRAME_P99 -> load.path("delay").path("p99Us").asDouble();
            case FRAME_MAX -> load.path("delay").path("maxUs").asDouble();
            case RATE -> load.path("requestsPerSecond").asDouble();
            case CPU -> work() == 0 ? 0 : cpuSeconds * 1e6 / work();
            case RESIDENT -> residentBytes / 1e6;
        };
    }
}
