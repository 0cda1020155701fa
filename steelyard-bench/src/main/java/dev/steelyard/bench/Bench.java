package dev.steelyard.bench;

import dev.steelyard.bench.Bar.Verdict;
import dev.steelyard.bench.Bars.Calls;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// Runs every scenario on every rival, round by round in changing order, and compares.
final class Bench {
    private static final int CALLS = 120;
    private static final double WARM_SHARE = 0.6;

    private final Options options;
    private final PrintStream err;
    private final Results results = new Results();

    private Bench(Options options, PrintStream err) {
        this.options = options;
        this.err = err;
    }

    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        Path scratch = Files.createTempDirectory("steelyard-bench-");
        boolean held;
        try (var contest = new Contest(options, scratch)) {
            held = new Bench(options, System.err).run(contest, System.out);
        } finally {
            delete(scratch);
        }
        System.exit(options.strict() && !held ? 1 : 0);
    }

    /// @return whether no bar was missed
    private boolean run(Contest contest, PrintStream out) throws IOException, InterruptedException {
        var generator = new LoadGenerator(contest.tool("load"), options.share());
        var targets = new ArrayList<Target>();
        for (Rival rival : options.rivals()) {
            err.println("Starting " + rival.id());
            targets.add(contest.start(rival));
        }
        warm(contest, targets);
        for (int round = 0; round < options.rounds(); round++) {
            play(generator, targets, round);
        }
        Calls calls = options.rivals().contains(Rival.STEELYARD) ? calls(contest, generator) : Calls.NONE;
        List<Bar> bars = new Bars(results).all(calls, soak(contest, generator));
        var report = new Report(options, results, bars);
        report.print(out);
        Files.writeString(options.json(), report.json().toPrettyString() + "\n");
        return bars.stream().noneMatch(bar -> bar.verdict() == Verdict.MISSED);
    }

    /// Compilers and pools get their fill before anything counts.
    private void warm(Contest contest, List<Target> targets) throws IOException, InterruptedException {
        var generator = new LoadGenerator(contest.tool("load"), options.share() * WARM_SHARE);
        for (Target target : targets) {
            err.println("Warming " + target.rival().id());
            for (Scenario scenario : List.of(Scenario.SIXTEEN, Scenario.SMALL_BODIES, Scenario.LARGE_BODIES)) {
                generator.measure(scenario, target, -1, 0);
            }
        }
    }

    private void play(LoadGenerator generator, List<Target> targets, int round)
            throws IOException, InterruptedException {
        for (Scenario scenario : options.scenarios()) {
            var order = new ArrayList<>(targets);
            Collections.rotate(order, round);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (Target target : order) {
                if (scenario.suits(target.rival())) {
                    Measurement one = generator.quietly(scenario, target, round);
                    results.add(one);
                    err.printf(
                            Locale.ROOT,
                            "round %d %-12s %-10s %2.0f %% foreign%s%n",
                            round + 1,
                            scenario.id(),
                            target.rival().id(),
                            100 * one.foreign(),
                            one.failures() > 0
                                    ? ", " + one.failures() + " failed: "
                                            + one.load().path("firstError")
                                    : "");
                }
            }
        }
    }

    /// The first calls of gateways that have done nothing yet but warm themselves.
    private Calls calls(Contest contest, LoadGenerator generator) throws IOException, InterruptedException {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        var hundredth = new ArrayList<Double>();
        for (int round = 0; round < options.rounds(); round++) {
            Target fresh = contest.steelyard();
            JsonNode calls =
                    generator.measure(Scenario.ONE, fresh, round, CALLS).load().path("callsUs");
            contest.end(fresh);
            first.add(calls.path(0).asDouble());
            second.add(calls.path(1).asDouble());
            hundredth.add(around(calls, 99));
        }
        return new Calls(spread(first), spread(second), spread(hundredth));
    }

    /// One call says little: the median of it and its neighbours.
    private static double around(JsonNode calls, int place) {
        var near = new ArrayList<Double>();
        for (int i = Math.max(0, Math.min(place, calls.size() - 1) - 10); i < Math.min(place + 10, calls.size()); i++) {
            near.add(calls.path(i).asDouble());
        }
        return spread(near).median();
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private OptionalDouble soak(Contest contest, LoadGenerator generator) throws IOException, InterruptedException {
        if (options.soakMinutes() == 0) {
            return OptionalDouble.empty();
        }
        err.println("Soaking for " + options.soakMinutes() + " minutes");
        List<Long> resident = new Soak(generator, contest.steelyard(), options.soakMinutes()).run();
        err.println("resident MB by turn: "
                + resident.stream().map(bytes -> bytes / 1_000_000).toList());
        return OptionalDouble.of(Soak.growthMb(resident));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
