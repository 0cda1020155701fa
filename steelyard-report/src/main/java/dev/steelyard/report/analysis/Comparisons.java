package dev.steelyard.report.analysis;

import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.stats.Arms;
import dev.steelyard.stats.PairedRatio;
import dev.steelyard.stats.SuccessShare;
import java.util.ArrayList;
import java.util.List;

/// Every condition against the baseline.
record Comparisons(List<Contrast> contrasts, List<SuccessContrast> successes) {
    static Comparisons of(ExperimentSpec experiment, Observations observations) {
        var contrasts = new ArrayList<Contrast>();
        var successes = new ArrayList<SuccessContrast>();
        String baseline = experiment.baseline().name();
        for (Condition condition : experiment.conditions()) {
            if (!condition.name().equals(baseline)) {
                var pairing = new Pairing(experiment.runners(), observations, baseline, condition.name());
                contrasts.addAll(pairing.contrasts());
                successes.addAll(pairing.successes());
            }
        }
        return new Comparisons(contrasts, successes);
    }

    /// One condition beside the baseline.
    private record Pairing(List<String> runners, Observations observations, String baseline, String condition) {
        List<Contrast> contrasts() {
            var contrasts = new ArrayList<Contrast>();
            for (String runner : runners) {
                for (Metric metric : Metric.values()) {
                    contrasts.add(alone(runner, metric));
                }
            }
            if (runners.size() > 1) {
                for (Metric metric : Metric.values()) {
                    contrasts.add(pooled(metric));
                }
            }
            return contrasts;
        }

        private Contrast alone(String runner, Metric metric) {
            var ratio = PairedRatio.of(arms(runner, metric), RunAnalysis.CONFIDENCE);
            return new Contrast(new Scope.Runner(runner), condition, baseline, metric, ratio, unvalued(runner, metric));
        }

        private Contrast pooled(Metric metric) {
            var strata = runners.stream().map(runner -> arms(runner, metric)).toList();
            int unvalued = runners.stream()
                    .mapToInt(runner -> unvalued(runner, metric))
                    .sum();
            var ratio = PairedRatio.pooled(strata, RunAnalysis.CONFIDENCE);
            return new Contrast(new Scope.AllRunners(), condition, baseline, metric, ratio, unvalued);
        }

        private Arms arms(String runner, Metric metric) {
            return new Arms(
                    observations.samples(runner, baseline, metric), observations.samples(runner, condition, metric));
        }

        private int unvalued(String runner, Metric metric) {
            return unvalued(runner, baseline, metric) + unvalued(runner, condition, metric);
        }

        private int unvalued(String runner, String arm, Metric metric) {
            return (int) observations.observed(runner, arm).stream()
                    .filter(record -> metric.of(record).isEmpty())
                    .count();
        }

        /// Per runner only: a share pooled over runners waits for the verdict, which defines what it means.
        List<SuccessContrast> successes() {
            var successes = new ArrayList<SuccessContrast>();
            for (String runner : runners) {
                var ours = observations.successShare(runner, baseline);
                var theirs = observations.successShare(runner, condition);
                if (ours.isPresent() && theirs.isPresent()) {
                    successes.add(new SuccessContrast(
                            new Scope.Runner(runner),
                            condition,
                            baseline,
                            SuccessShare.difference(ours.get(), theirs.get(), RunAnalysis.CONFIDENCE)));
                }
            }
            return successes;
        }
    }
}
