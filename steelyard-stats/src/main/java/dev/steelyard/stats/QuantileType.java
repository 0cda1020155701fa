package dev.steelyard.stats;

/// Where between two order statistics a sample quantile lies.
///
/// Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996);
/// the numbers are theirs, and R's.
public enum QuantileType {
    /// Linear between the order statistics, 0 and 1 at the extremes: what spreadsheets, numpy and R give by default.
    SEVEN {
        @Override
        double rank(int n, double p) {
            return 1 + (n - 1) * p;
        }
    },
    /// Approximately median-unbiased whatever the distribution; their recommendation.
    EIGHT {
        @Override
        double rank(int n, double p) {
            return 1.0 / 3 + (n + 1.0 / 3) * p;
        }
    };

    /// Ranks closer than this to a whole number are that number, as in R; without it 0.1 × 10 can miss its value.
    private static final double FUZZ = 4 * Math.ulp(1.0);

    /// From 1; may lie outside 1 to n.
    abstract double rank(int n, double p);

    double of(double[] ascending, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p lies between 0 and 1, got " + p);
        }
        int n = ascending.length;
        double rank = Math.clamp(rank(n, p), 1, n);
        int whole = (int) Math.floor(rank + FUZZ);
        double rest = Math.max(0, rank - whole);
        double low = ascending[whole - 1];
        return rest <= FUZZ || whole == n ? low : low + rest * (ascending[whole] - low);
    }
}
