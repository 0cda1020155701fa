package dev.steelyard.stats;

/// A confidence interval with some width: what cannot be estimated has no interval, never one of width zero.
///
/// @param confidence the nominal level, such as 0.95
public record Interval(double lo, double hi, double confidence) {
    public Interval {
        if (!(Double.isFinite(lo) && Double.isFinite(hi) && lo < hi)) {
            throw new IllegalArgumentException("an interval is finite and has width, got " + lo + " to " + hi);
        }
        requireConfidence(confidence);
    }

    public boolean contains(double value) {
        return lo <= value && value <= hi;
    }

    static double requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies strictly between 0 and 1, got " + confidence);
        }
        return confidence;
    }
}
