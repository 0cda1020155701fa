package dev.steelyard.stats;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Resampling with replacement. Replicate b draws only from its own stream and writes only its own slot, so the
/// replicates are the same array on any number of threads.
///
/// @param replicates B, such that (B + 1)(1 - confidence)/2 is a whole order statistic: 9,999 for 0.95
/// @param streams replicate (from 0) → its random numbers
public record Bootstrap(int replicates, double confidence, IntFunction<? extends RandomGenerator> streams) {
    public static final int REPLICATES = 9_999;

    public Bootstrap {
        Interval.requireConfidence(confidence);
        if (Math.round((replicates + 1) * (1 - confidence) / 2) < 1) {
            throw new IllegalArgumentException(replicates + " replicates are too few for " + confidence);
        }
    }

    /// The 95 % interval from [#REPLICATES] replicates.
    public static Bootstrap of(IntFunction<? extends RandomGenerator> streams) {
        return new Bootstrap(REPLICATES, 0.95, streams);
    }

    /// The percentile interval: order statistics (B + 1)p of the replicates. For describing one arm: it is too short
    /// for small samples and blind to repetitions of the same unit, so nothing is decided by it.
    public Estimate percentile(Sample sample, ToDoubleFunction<double[]> statistic) {
        return interval(sample, statistic.applyAsDouble(sample.values()), () -> distribution(sample, statistic));
    }

    /// The statistic of every resample, in order of replicate; the statistic receives the drawn values unsorted, in
    /// an array of its own.
    double[] distribution(Sample sample, ToDoubleFunction<double[]> statistic) {
        double[] values = sample.values();
        return run(
                values.length,
                drawn -> statistic.applyAsDouble(
                        Arrays.stream(drawn).mapToDouble(i -> values[i]).toArray()));
    }

    /// The statistic of every resample of the indices 0 to n - 1: whoever resamples units with all that belongs to
    /// them looks them up by index.
    public double[] run(int n, ToDoubleFunction<int[]> statistic) {
        double[] slots = new double[replicates];
        IntStream.range(0, replicates).parallel().forEach(b -> slots[b] = statistic.applyAsDouble(draw(n, b)));
        return slots;
    }

    int[] draw(int n, int replicate) {
        RandomGenerator stream = streams.apply(replicate);
        int[] indices = new int[n];
        for (int i = 0; i < n; i++) {
            indices[i] = (int) Math.unsignedMultiplyHigh(stream.nextLong(), n);
        }
        return indices;
    }

    Estimate interval(Sample sample, double center, Supplier<double[]> distribution) {
        var warnings = EnumSet.noneOf(Warning.class);
        Optional<Interval> interval = Optional.empty();
        if (sample.size() < 2) {
            warnings.add(Warning.ONE_VALUE);
        } else if (!sample.isConstant()) {
            interval = percentiles(distribution.get());
        }
        if (sample.size() >= 2 && interval.isEmpty()) {
            warnings.add(Warning.NO_VARIATION);
        }
        return Estimate.direct(center, interval, sample.size(), sample.size(), Method.BOOTSTRAP_PERCENTILE, warnings);
    }

    private Optional<Interval> percentiles(double[] distribution) {
        Arrays.sort(distribution);
        int rank = (int) Math.round((replicates + 1) * (1 - confidence) / 2);
        double lo = distribution[rank - 1];
        double hi = distribution[replicates - rank];
        return lo < hi ? Optional.of(new Interval(lo, hi, confidence)) : Optional.empty();
    }
}
