package dev.steelyard.report.analysis;

import dev.steelyard.stats.Estimate;

/// A condition's success share minus the baseline's, on the tasks that both tried.
public record SuccessContrast(Scope scope, String condition, String baseline, Estimate difference) {}
