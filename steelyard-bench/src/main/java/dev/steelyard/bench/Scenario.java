package dev.steelyard.bench;

import java.util.List;
import java.util.Locale;

/// What is asked of a gateway. Times are those of a full round; a quick one takes a fraction.
@SuppressWarnings("ImmutableEnumChecker") // a shape is a record of numbers
enum Scenario {
    /// One client that waits for each answer: what a gateway adds when nothing competes with it.
    ONE(new Shape(1, true, 4, 1_000, 2_000, 0, 2_000, 0), 6),
    /// The same with the size of a coding agent's prompt.
    ONE_LARGE(new Shape(1, true, 4, 1_000, 200_000, 0, 2_000, 0), 4),
    /// Agents side by side, 200 events a second each.
    SIXTEEN(new Shape(16, true, 64, 5_000, 2_000, 0, 4_000, 0), 5),
    SMALL_BODIES(new Shape(32, false, 0, 0, 1_024, 1_024, 0, 0), 5),
    LARGE_BODIES(new Shape(16, false, 0, 0, 300_000, 1_024, 0, 0), 5),
    /// Many streams of ten events a second each.
    CROWD(new Shape(1_000, true, 40, 100_000, 2_000, 0, 0, 4_000), 12);

    /// @param events of each stream, one every [#paceUs]
    /// @param thinkUs the longest pause between an answer and the next request
    /// @param rampMs over which the first requests are spread
    record Shape(
            int connections,
            boolean stream,
            int events,
            int paceUs,
            int bodyBytes,
            int replyBytes,
            int thinkUs,
            int rampMs) {}

    private static final int QUICK_CONNECTIONS = 100;
    private static final int SKIP_MS = 200;

    final Shape shape;
    private final double seconds;

    Scenario(Shape shape, double seconds) {
        this.shape = shape;
        this.seconds = seconds;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param share of a full round's time
    double seconds(double share) {
        return seconds * share;
    }

    /// What the load generator is told after port and path.
    List<String> arguments(double share, int most) {
        boolean quick = share < 1;
        int connections = quick ? Math.min(QUICK_CONNECTIONS, shape.connections) : shape.connections;
        int events = quick && this == CROWD ? shape.events / 4 : shape.events;
        return List.of(
                String.valueOf(connections),
                String.valueOf(seconds(share)),
                shape.stream ? "1" : "0",
                String.valueOf(events),
                String.valueOf(shape.paceUs),
                String.valueOf(shape.bodyBytes),
                String.valueOf(shape.replyBytes),
                String.valueOf(shape.thinkUs),
                String.valueOf((long) (shape.rampMs * share)),
                String.valueOf(most > 0 ? 0 : SKIP_MS),
                String.valueOf(most));
    }

    /// Whether only what is meant for it takes part: the others would only tell that they cannot.
    boolean suits(Rival rival) {
        return this != CROWD || rival == Rival.DIRECT || rival == Rival.NGINX || rival == Rival.STEELYARD;
    }
}
