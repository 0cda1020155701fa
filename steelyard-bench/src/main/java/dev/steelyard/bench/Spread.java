package dev.steelyard.bench;

import java.util.Arrays;
import java.util.Locale;

/// A number's median and range over the rounds.
record Spread(double median, double least, double most) {
    static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    static Spread of(double... values) {
        if (values.length == 0) {
            return NONE;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    boolean known() {
        return !Double.isNaN(median);
    }

    @Override
    public String toString() {
        return known() ? String.format(Locale.ROOT, "%s (%s..%s)", plain(median), plain(least), plain(most)) : "-";
    }

    static String plain(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
    }
}
