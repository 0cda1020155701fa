package dev.steelyard.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t with real-valued degrees of freedom.
final class StudentT {
    private StudentT() {}

    static double quantile(double p, double df) {
        return TDistribution.of(df).inverseCumulativeProbability(p);
    }

    /// P(|T| > |t|).
    static double twoSided(double t, double df) {
        return 2 * TDistribution.of(df).survivalProbability(Math.abs(t));
    }
}
