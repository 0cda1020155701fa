package dev.steelyard.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The table for people and the JSON for everything else.
record Report(Options options, Results results, List<Bar> bars) {
    private static final int LABEL = 30;
    private static final int COLUMN = 26;

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d cores, %d round%s%s; medians (least..most) over rounds; + is what is added to direct%n",
                Runtime.getRuntime().availableProcessors(),
                options.rounds(),
                options.rounds() == 1 ? "" : "s",
                options.quick() ? ", quick: too short for claims" : "");
        for (Scenario scenario : options.scenarios()) {
            print(scenario, out);
        }
        out.println();
        for (Bar bar : bars) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %-58s %8s %-2s  bar %s %s %s   [%s]%n",
                    bar.outcome(),
                    bar.promise(),
                    Double.isNaN(bar.value()) ? "-" : String.format(Locale.ROOT, "%.2f", bar.value()),
                    bar.unit(),
                    bar.most() ? "<=" : ">=",
                    Spread.plain(bar.limit()),
                    bar.unit(),
                    bar.basis());
        }
    }

    private void print(Scenario scenario, PrintStream out) {
        Scenario.Shape shape = scenario.shape;
        out.printf(
                "%n%s: %d connections, bodies of %d bytes, %s%n",
                scenario.id(),
                shape.connections(),
                shape.bodyBytes(),
                shape.stream() ? shape.events() + " events, one every " + shape.paceUs() + " µs" : "not streaming");
        out.printf("%-" + LABEL + "s", "");
        options.rivals().forEach(rival -> out.printf("%-" + COLUMN + "s", heading(scenario, rival)));
        out.println();
        for (Metric metric : Metric.of(scenario)) {
            out.printf("%-" + LABEL + "s", metric.label);
            options.rivals().forEach(rival -> out.printf("%-" + COLUMN + "s", cell(scenario, rival, metric)));
            out.println();
        }
    }

    private String heading(Scenario scenario, Rival rival) {
        long failures = results.failures(scenario, rival);
        return rival.id()
                + (failures > 0 ? ", " + failures + " FAILED" : "")
                + (results.noisy(scenario, rival) ? ", NOISY" : "");
    }

    private String cell(Scenario scenario, Rival rival, Metric metric) {
        if (rival == Rival.DIRECT || !metric.added) {
            Spread value = results.value(scenario, rival, metric);
            return value.median() == 0 ? "-" : value.toString();
        }
        Spread added = results.added(scenario, rival, metric);
        return (added.median() >= 0 ? "+" : "") + added;
    }

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("cores", Runtime.getRuntime().availableProcessors());
        json.put("rounds", options.rounds());
        json.put("quick", options.quick());
        ArrayNode promises = json.putArray("bars");
        for (Bar bar : bars) {
            promises.addPOJO(Map.of(
                    "promise", bar.promise(),
                    "value", String.valueOf(bar.value()),
                    "limit", bar.limit(),
                    "mustNotExceed", bar.most(),
                    "unit", bar.unit(),
                    "outcome", bar.outcome()));
        }
        ArrayNode all = json.putArray("measurements");
        for (Measurement one : results.all()) {
            all.addObject()
                    .put("scenario", one.scenario().id())
                    .put("rival", one.rival().id())
                    .put("round", one.round())
                    .put("foreignCpuShare", one.foreign())
                    .put("cpuSeconds", one.cpuSeconds())
                    .put("residentBytes", one.residentBytes())
                    .set("load", one.load());
        }
        return json;
    }
}
