package dev.steelyard.report.analysis;

import dev.steelyard.stats.Estimate;

/// A condition against the baseline on one metric: treatment over baseline, paired by task. Intention to treat: every
/// observation counts, failed ones too.
///
/// @param unvalued observations of the two arms that lack the metric and so are not in the ratio
public record Contrast(Scope scope, String condition, String baseline, Metric metric, Estimate ratio, int unvalued) {}
