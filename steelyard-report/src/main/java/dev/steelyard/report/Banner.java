package dev.steelyard.report;

import dev.steelyard.report.analysis.RunAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What stands above every rendering: what kind of numbers these are, what was asked, what was compared, and where
/// every planned cell went.
final class Banner {
    private Banner() {}

    /// Labels that no reader may miss; empty for a measured run of a real model.
    static List<String> labels(RunAnalysis analysis) {
        var labels = new ArrayList<String>();
        if (analysis.simulated()) {
            labels.add("SIMULATED MODEL");
        }
        if (analysis.experiment().model().replayed()) {
            labels.add(analysis.experiment().model().paced() ? "REPLAYED" : "REPLAYED, TIMES ARE NO MODEL'S");
        }
        if (analysis.synthetic()) {
            labels.add("SYNTHETIC DRY RUN");
        }
        return labels;
    }

    /// Labels in one line, with a blank after, for a heading or a caption; else empty.
    static String prefix(RunAnalysis analysis) {
        return labels(analysis).stream().map(label -> "[" + label + "] ").collect(Collectors.joining());
    }

    static String question(RunAnalysis analysis) {
        return Visible.of(analysis.experiment().question());
    }

    static String matrix(RunAnalysis analysis) {
        var experiment = analysis.experiment();
        return count(experiment.runners().size(), "runner") + " × "
                + count(experiment.conditions().size(), "condition") + " × "
                + count(experiment.tasks().size(), "task") + " × "
                + count(experiment.repetitions(), "repetition");
    }

    static String cells(RunAnalysis analysis) {
        var all = analysis.accounting();
        return all.planned() + " cells planned: " + all.observed() + " observed, " + all.missing() + " missing; "
                + count(all.attempts(), "attempt") + ", " + all.infrastructure() + " lost to infrastructure; spent "
                + Figures.spend(analysis.spend());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
