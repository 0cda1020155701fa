package dev.steelyard.bench;

import static dev.steelyard.bench.Rival.LITELLM;
import static dev.steelyard.bench.Rival.NGINX;
import static dev.steelyard.bench.Rival.STEELYARD;
import static dev.steelyard.bench.Scenario.CROWD;
import static dev.steelyard.bench.Scenario.LARGE_BODIES;
import static dev.steelyard.bench.Scenario.ONE;
import static dev.steelyard.bench.Scenario.SIXTEEN;
import static dev.steelyard.bench.Scenario.SMALL_BODIES;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What the gateway promises on two cores.
record Bars(Results results) {
    private static final double NGINX_TIMES = 1.7;
    private static final double MOST_P99_US = 1_000;
    private static final double MOST_STALL_MS = 50;
    private static final double MOST_RESIDENT_MB = 200;
    private static final double MOST_GROWTH_MB = 10;
    private static final double FIRST_CALL_TIMES = 2;

    /// @param growthMb of the resident memory over the soak, if there was one
    List<Bar> all(Calls calls, OptionalDouble growthMb) {
        var bars = new ArrayList<Bar>();
        bars.add(added("added to first event, one client, p50", ONE, Metric.FIRST_P50));
        Spread p99 = results.added(ONE, STEELYARD, Metric.FIRST_P99);
        bars.add(new Bar(
                "added to first event, one client, p99", p99.median(), MOST_P99_US, true, "µs", p99.toString()));
        bars.add(added("added to a frame, one client, p50", ONE, Metric.FRAME_P50));
        bars.add(added("added to a frame, 16 clients, p50", SIXTEEN, Metric.FRAME_P50));
        bars.add(rate("throughput, 1 KB bodies", SMALL_BODIES, NGINX, 0.75));
        bars.add(rate("throughput, 300 KB bodies", LARGE_BODIES, NGINX, 1.2));
        bars.add(rate("throughput, 1 KB bodies", SMALL_BODIES, LITELLM, 15));
        bars.add(rate("throughput, 300 KB bodies", LARGE_BODIES, LITELLM, 5));
        Spread stall = results.added(CROWD, STEELYARD, Metric.FRAME_MAX);
        bars.add(new Bar(
                "longest stall of a crowd of streams, beyond direct's",
                stall.median() / 1000,
                MOST_STALL_MS,
                true,
                "ms",
                stall + " µs"));
        Spread resident = results.value(CROWD, STEELYARD, Metric.RESIDENT);
        bars.add(new Bar(
                "resident memory under that load",
                resident.median(),
                MOST_RESIDENT_MB,
                true,
                "MB",
                resident.toString()));
        bars.add(new Bar(
                "growth over the soak", growthMb.orElse(Double.NaN), MOST_GROWTH_MB, true, "MB", "--soak MINUTES"));
        bars.add(new Bar(
                "a warmed gateway's first call over its hundredth",
                calls.first().median() / calls.hundredth().median(),
                FIRST_CALL_TIMES,
                true,
                "x",
                calls.first() + " over " + calls.hundredth() + " µs"));
        // Its place: as soon as the gateway translates, a second STEELYARD speaks Messages at the door, Chat upstream.
        bars.add(new Bar("CPU per event, translated over native", Double.NaN, 2, true, "x", "no translated lane yet"));
        return bars;
    }

    private Bar added(String promise, Scenario scenario, Metric metric) {
        Spread ours = results.added(scenario, STEELYARD, metric);
        Spread nginx = results.added(scenario, NGINX, metric);
        return new Bar(
                promise + ", over nginx's",
                ours.median() / nginx.median(),
                NGINX_TIMES,
                true,
                "x",
                ours + " over " + nginx + " µs");
    }

    private Bar rate(String promise, Scenario scenario, Rival rival, double times) {
        Spread ours = results.value(scenario, STEELYARD, Metric.RATE);
        Spread theirs = results.value(scenario, rival, Metric.RATE);
        return new Bar(
                promise + ", over " + rival.id() + "'s",
                ours.median() / theirs.median(),
                times,
                false,
                "x",
                ours + " over " + theirs + " /s");
    }

    /// The first calls of fresh gateways, in µs to the first event.
    record Calls(Spread first, Spread second, Spread hundredth) {
        static final Calls NONE = new Calls(Spread.NONE, Spread.NONE, Spread.NONE);
    }
}
