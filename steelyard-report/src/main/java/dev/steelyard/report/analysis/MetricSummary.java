package dev.steelyard.report.analysis;

import dev.steelyard.stats.Estimate;
import dev.steelyard.stats.MedianResamples;
import dev.steelyard.stats.Sample;

/// One metric in one arm. A description: conditions are compared by their paired ratio, never by whether two of
/// these intervals overlap, which are far too wide for that.
///
/// @param median with a bootstrap interval over cells; descriptive
/// @param p95 the Harrell–Davis estimate; no interval, because a run of this size cannot calibrate one
/// @param total over the observations
public record MetricSummary(Metric metric, int n, Estimate median, double p95, double max, double total) {
    public static final String INTERVAL = "descriptive; bootstrap CI of the median";
    private static final double TAIL = 0.95;

    static MetricSummary of(Metric metric, Sample sample, MedianResamples resamples) {
        return new MetricSummary(
                metric,
                sample.size(),
                resamples.estimate(sample),
                sample.harrellDavis(TAIL),
                sample.max(),
                sample.mean() * sample.size());
    }
}
