package dev.steelyard.stats;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// At least one finite number, kept sorted: the order of measurement is lost on purpose, so that no statistic can
/// depend on it.
public final class Sample {
    private final double[] sorted;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one value");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a sample holds finite numbers only, got " + value);
            }
        }
        Arrays.sort(values);
        this.sorted = values;
    }

    public static Sample of(double... values) {
        return new Sample(values.clone());
    }

    public static Sample of(Collection<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return sorted.length;
    }

    /// A copy, ascending.
    public double[] values() {
        return sorted.clone();
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public double mean() {
        return Sum.of(sorted) / sorted.length;
    }

    public double median() {
        return medianOfSorted(sorted);
    }

    static double medianOfSorted(double[] ascending) {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }

    public double quantile(double p, QuantileType type) {
        return type.of(sorted, p);
    }

    /// The Harrell–Davis quantile: every order statistic weighted by how likely it is the one. Less jumpy than a
    /// sample quantile; for tails of a few dozen values still a description, not evidence.
    ///
    /// Source: F. E. Harrell and C. E. Davis, "A new distribution-free quantile estimator", Biometrika 69 (1982).
    ///
    /// @param p strictly between 0 and 1
    public double harrellDavis(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("p lies strictly between 0 and 1, got " + p);
        }
        int n = sorted.length;
        var estimate = new Sum();
        double below = 0;
        for (int i = 1; i <= n; i++) {
            double upTo = RegularizedBeta.value((double) i / n, (n + 1) * p, (n + 1) * (1 - p));
            estimate.add((upTo - below) * sorted[i - 1]);
            below = upTo;
        }
        return estimate.value();
    }

    /// Empty unless all values are positive.
    public OptionalDouble geometricMean() {
        return isPositive() ? OptionalDouble.of(StrictMath.exp(logs().mean())) : OptionalDouble.empty();
    }

    /// With n - 1 in the denominator; empty for a single value.
    public OptionalDouble sd() {
        if (sorted.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean();
        double squares =
                Sum.of(Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).toArray());
        return OptionalDouble.of(StrictMath.sqrt(squares / (sorted.length - 1)));
    }

    /// Median absolute deviation from the median, raw: not scaled to estimate a normal's sd.
    public double mad() {
        double median = median();
        return map(x -> Math.abs(x - median)).median();
    }

    public boolean isPositive() {
        return min() > 0;
    }

    public boolean isConstant() {
        return min() == max();
    }

    /// Natural logarithms; only for a positive sample.
    Sample logs() {
        return map(StrictMath::log);
    }

    private Sample map(DoubleUnaryOperator change) {
        return new Sample(Arrays.stream(sorted).map(change).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && Arrays.equals(sorted, sample.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "Sample" + Arrays.toString(sorted);
    }
}
