package dev.steelyard.report.analysis;

import dev.steelyard.stats.Estimate;
import java.util.List;
import java.util.Optional;

/// One runner under one condition.
///
/// @param successes observations that passed the gate
/// @param success their share over tasks with a Wilson interval at the effective number of tries; empty if nothing
/// was observed
/// @param metrics in the order of [Metric]; a metric no observation has is absent
public record ArmSummary(
        String runner,
        String condition,
        Accounting accounting,
        int successes,
        Optional<Estimate> success,
        List<MetricSummary> metrics,
        Spend spend) {
    public ArmSummary {
        metrics = List.copyOf(metrics);
    }

    public Optional<MetricSummary> metric(Metric metric) {
        return metrics.stream().filter(it -> it.metric() == metric).findFirst();
    }
}
