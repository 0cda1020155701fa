package dev.steelyard.stats;

import java.util.stream.IntStream;

/// The bootstrap of the median of n values, drawn once for every sample of that size: which order statistics are the
/// middle of a resample depends on the indices alone. Samples that share it are resampled alike, which is what one
/// wants of several measurements of the same cells, and costs a thousandth.
public final class MedianResamples {
    private final Bootstrap bootstrap;
    private final int n;
    private final int[] lower;
    private final int[] upper;

    private MedianResamples(Bootstrap bootstrap, int n, int[] lower, int[] upper) {
        this.bootstrap = bootstrap;
        this.n = n;
        this.lower = lower;
        this.upper = upper;
    }

    /// Resamples of `n` values; replicate b draws from stream b of `bootstrap`.
    public static MedianResamples of(Bootstrap bootstrap, int n) {
        int[] lower = new int[bootstrap.replicates()];
        int[] upper = new int[bootstrap.replicates()];
        if (n > 1) {
            IntStream.range(0, lower.length).parallel().forEach(b -> {
                int[] counts = counts(bootstrap.draw(n, b));
                lower[b] = atRank(counts, (n - 1) / 2);
                upper[b] = atRank(counts, n / 2);
            });
        }
        return new MedianResamples(bootstrap, n, lower, upper);
    }

    /// The percentile interval of the median; the same as [Bootstrap#percentile] would give.
    ///
    /// @throws IllegalArgumentException if the sample has another size
    public Estimate estimate(Sample sample) {
        if (sample.size() != n) {
            throw new IllegalArgumentException("these are resamples of " + n + " values, not of " + sample.size());
        }
        double[] values = sample.values();
        return bootstrap.interval(
                sample,
                sample.median(),
                () -> IntStream.range(0, lower.length)
                        .mapToDouble(b -> (values[lower[b]] + values[upper[b]]) / 2)
                        .toArray());
    }

    private static int[] counts(int[] drawn) {
        int[] counts = new int[drawn.length];
        for (int index : drawn) {
            counts[index]++;
        }
        return counts;
    }

    private static int atRank(int[] counts, int rank) {
        int seen = 0;
        int index = -1;
        while (seen <= rank) {
            seen += counts[++index];
        }
        return index;
    }
}
