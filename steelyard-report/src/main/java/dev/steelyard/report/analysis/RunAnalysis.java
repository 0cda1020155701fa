package dev.steelyard.report.analysis;

import dev.steelyard.model.ExperimentSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// All that is said about a run; every renderer shows a part of this and computes nothing.
///
/// @param simulated whether any answer was played by the simulated model
/// @param synthetic whether the records were made up by a dry run
/// @param arms runner by runner in the experiment's order, each condition in the experiment's order
/// @param arrivals change by change, in the experiment's order; empty if no record could show any
/// @param selfReports runner by runner; those that said nothing of themselves are left out
/// @param contrasts condition by condition, then runner by runner and all runners, then metric by metric
/// @param cells every planned cell, in planned order
public record RunAnalysis(
        ExperimentSpec experiment,
        Provenance provenance,
        boolean simulated,
        boolean synthetic,
        List<ArmSummary> arms,
        List<Arrival> arrivals,
        List<SelfReport> selfReports,
        List<Contrast> contrasts,
        List<SuccessContrast> successes,
        List<CellRow> cells,
        List<Remark> remarks) {
    public static final double CONFIDENCE = 0.95;

    public RunAnalysis {
        arms = List.copyOf(arms);
        arrivals = List.copyOf(arrivals);
        selfReports = List.copyOf(selfReports);
        contrasts = List.copyOf(contrasts);
        successes = List.copyOf(successes);
        cells = List.copyOf(cells);
        remarks = List.copyOf(remarks);
    }

    public String baseline() {
        return experiment.baseline().name();
    }

    /// Conditions other than the baseline, in the experiment's order.
    public List<String> treatments() {
        return experiment.conditions().stream()
                .map(condition -> condition.name())
                .filter(name -> !name.equals(baseline()))
                .toList();
    }

    /// The scopes of the comparisons, all runners last and only if there are several.
    public List<Scope> scopes() {
        return contrasts.stream().map(Contrast::scope).distinct().toList();
    }

    public Accounting accounting() {
        return arms.stream().map(ArmSummary::accounting).reduce(new Accounting(0, 0, 0, 0, 0, 0), Accounting::plus);
    }

    public Spend spend() {
        return arms.stream().map(ArmSummary::spend).reduce(new Spend(BigDecimal.ZERO, 0), Spend::plus);
    }

    public Optional<Contrast> contrast(Scope scope, String condition, Metric metric) {
        return contrasts.stream()
                .filter(it -> it.scope().equals(scope) && it.condition().equals(condition) && it.metric() == metric)
                .findFirst();
    }

    public Optional<SuccessContrast> success(Scope scope, String condition) {
        return successes.stream()
                .filter(it -> it.scope().equals(scope) && it.condition().equals(condition))
                .findFirst();
    }
}
