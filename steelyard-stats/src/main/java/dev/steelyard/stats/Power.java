package dev.steelyard.stats;

import java.util.function.DoubleUnaryOperator;

/// What a planned comparison can see: the power of [PairedRatio] before there are data.
///
/// With tau the sd of the true log ratios between units and sigma the sd of the log of one repetition,
/// `SE = √((tau² + 2 sigma²/K)/T)` for T units and K repetitions an arm, and the test statistic is non-central t
/// on T - 1 degrees of freedom.
public final class Power {
    public static final double TARGET = 0.80;
    public static final double CONFIDENCE = 0.95;

    /// A log effect beyond which a design is called blind: a factor of e^20.
    private static final double LARGEST_EFFECT = 20;

    private static final int MOST_UNITS = 100_000;
    private static final int BISECTIONS = 80;

    private Power() {}

    /// How much log measurements scatter.
    ///
    /// @param tau sd of the effect between units
    /// @param sigma sd of one repetition within a unit and arm
    public record Noise(double tau, double sigma) {
        /// Assumed for times until a run has measured it.
        public static final Noise LATENCY = new Noise(0.15, 0.30);
        /// Assumed for tokens and money until a run has measured it.
        public static final Noise TOKENS = new Noise(0.20, 0.50);

        public Noise {
            if (!(tau >= 0 && sigma >= 0 && tau + sigma > 0)) {
                throw new IllegalArgumentException("noise is not negative and not all zero, got " + tau + ", " + sigma);
            }
        }

        public double standardError(int units, int repetitions) {
            return StrictMath.sqrt((tau * tau + 2 * sigma * sigma / repetitions) / units);
        }
    }

    /// P(p < 1 - [#CONFIDENCE]) when the true log ratio is `effect`.
    public static double of(double effect, double standardError, double df) {
        double critical = StudentT.quantile(0.5 + CONFIDENCE / 2, df);
        double ncp = Math.abs(effect) / standardError;
        return 1 - NoncentralT.cdf(critical, df, ncp) + NoncentralT.cdf(-critical, df, ncp);
    }

    /// The log effect that would be seen with probability [#TARGET]; infinite if the design is blind.
    public static double detectable(double standardError, double df) {
        return root(effect -> of(effect, standardError, df));
    }

    /// The smallest saving, as a share of the baseline, that T units with K repetitions show with probability
    /// [#TARGET]; 1 means that not even a cost of nothing would be.
    ///
    /// @throws IllegalArgumentException below two units, where nothing can be tested
    public static double smallestSaving(Noise noise, int units, int repetitions) {
        if (units < 2 || repetitions < 1) {
            throw new IllegalArgumentException(
                    "power needs two units and a repetition, got " + units + " and " + repetitions);
        }
        return -StrictMath.expm1(-detectable(noise.standardError(units, repetitions), units - 1.0));
    }

    /// The fewest units that show a log ratio of `effect` with probability [#TARGET], if the units' log ratios have
    /// standard deviation `sd`.
    ///
    /// @throws IllegalArgumentException if 100,000 units would not do
    public static int unitsFor(double effect, double sd) {
        int low = 1;
        int high = 2;
        while (!shows(effect, sd, high)) {
            low = high;
            high *= 2;
            if (high > MOST_UNITS) {
                throw new IllegalArgumentException("an effect of " + effect + " with sd " + sd + " is out of reach");
            }
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (shows(effect, sd, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean shows(double effect, double sd, int units) {
        return of(effect, sd / StrictMath.sqrt(units), units - 1.0) >= TARGET;
    }

    private static double root(DoubleUnaryOperator rising) {
        double low = 0;
        double high = 1;
        while (rising.applyAsDouble(high) < TARGET) {
            low = high;
            high *= 2;
            if (high > LARGEST_EFFECT) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < TARGET) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
