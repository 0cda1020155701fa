package dev.steelyard.report.analysis;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Philox;
import dev.steelyard.model.RunRecord;
import dev.steelyard.stats.Bootstrap;
import dev.steelyard.stats.MedianResamples;
import dev.steelyard.stats.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// From a pooled run to what can be said about it. The same run gives the same analysis on any machine and thread.
public final class Analysis {
    private final ExperimentSpec experiment;
    private final Observations observations;
    private final Map<Integer, MedianResamples> resamples = new HashMap<>();

    private Analysis(ExperimentSpec experiment, Observations observations) {
        this.experiment = experiment;
        this.observations = observations;
    }

    public static RunAnalysis of(PooledRun run) {
        var experiment = run.plan().experiment();
        var analysis = new Analysis(experiment, Observations.of(run));
        var arms = analysis.arms();
        var comparisons = Comparisons.of(experiment, analysis.observations);
        boolean simulated =
                experiment.model().simulated() || run.attempts().stream().anyMatch(RunRecord::simulated);
        var arrivals = Arrival.of(experiment, analysis.observations, run.synthetic());
        var cells = analysis.observations.cells();
        return new RunAnalysis(
                experiment,
                Provenance.of(run),
                simulated,
                run.synthetic(),
                arms,
                arrivals,
                SelfReport.of(experiment, analysis.observations),
                comparisons.contrasts(),
                comparisons.successes(),
                cells,
                Remarks.of(run, simulated, arms, arrivals, comparisons));
    }

    private List<ArmSummary> arms() {
        var arms = new ArrayList<ArmSummary>();
        for (String runner : experiment.runners()) {
            for (Condition condition : experiment.conditions()) {
                arms.add(arm(runner, condition.name()));
            }
        }
        return arms;
    }

    private ArmSummary arm(String runner, String condition) {
        var rows = observations.arm(runner, condition);
        var attempts = rows.stream().flatMap(row -> row.attempts().stream()).toList();
        var observed = observations.observed(runner, condition);
        return new ArmSummary(
                runner,
                condition,
                accounting(rows.size(), attempts, observed),
                (int) observed.stream().filter(Observations::isSuccess).count(),
                observations.successShare(runner, condition).map(share -> share.estimate(RunAnalysis.CONFIDENCE)),
                metrics(observed),
                Spend.of(attempts));
    }

    private static Accounting accounting(int planned, List<RunRecord> attempts, List<RunRecord> observed) {
        return new Accounting(
                planned,
                observed.size(),
                planned - observed.size(),
                attempts.size(),
                count(attempts, Outcome.INFRASTRUCTURE),
                count(observed, Outcome.TIMED_OUT));
    }

    private static int count(List<RunRecord> records, Outcome outcome) {
        return (int) records.stream().filter(it -> it.outcome() == outcome).count();
    }

    private List<MetricSummary> metrics(List<RunRecord> observed) {
        var summaries = new ArrayList<MetricSummary>();
        for (Metric metric : Metric.values()) {
            var values = observed.stream()
                    .map(metric::of)
                    .filter(OptionalDouble::isPresent)
                    .map(OptionalDouble::getAsDouble)
                    .toList();
            if (!values.isEmpty()) {
                summaries.add(MetricSummary.of(metric, Sample.of(values), resamples(values.size())));
            }
        }
        return summaries;
    }

    private MedianResamples resamples(int n) {
        return resamples.computeIfAbsent(n, _ -> {
            var bootstrap = Bootstrap.of(replicate -> new Philox(experiment.seed(), "median|" + n, replicate));
            return MedianResamples.of(bootstrap, n);
        });
    }
}
