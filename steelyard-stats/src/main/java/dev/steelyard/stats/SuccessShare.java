package dev.steelyard.stats;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How often something succeeded, over units (tasks) that were each tried one or more times. Units weigh the same.
///
/// @param tallies unit → its tries; not empty
public record SuccessShare(SortedMap<String, Tally> tallies) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// @param tries at least 1
    public record Tally(int successes, int tries) {
        public Tally {
            if (tries < 1 || successes < 0 || successes > tries) {
                throw new IllegalArgumentException(successes + " successes of " + tries + " tries");
            }
        }

        double share() {
            return (double) successes / tries;
        }
    }

    public SuccessShare(Map<String, Tally> tallies) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(tallies)));
    }

    public SuccessShare {
        if (tallies.isEmpty()) {
            throw new IllegalArgumentException("a success share needs at least one unit");
        }
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
    }

    public int successes() {
        return tallies.values().stream().mapToInt(Tally::successes).sum();
    }

    public int tries() {
        return tallies.values().stream().mapToInt(Tally::tries).sum();
    }

    public int units() {
        return tallies.size();
    }

    /// The mean of the units' shares: not successes over tries when units were tried unequally often.
    public double share() {
        return shares().mean();
    }

    /// Repetitions of one unit are alike, so n tries are worth fewer: between one a unit and all of them,
    /// `p(1 - p) / (s²/T) · (z / t)²` with s² the variance of the units' shares, z and t the normal's and
    /// Student's quantiles. One a unit when nothing varies.
    ///
    /// Source: C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud, "Comparative study of confidence
    /// intervals for proportions in complex sample surveys", J. Survey Statistics and Methodology 7 (2019).
    public double effectiveTries(double confidence) {
        double variance = Math.pow(shares().sd().orElse(0), 2);
        if (tries() == units() || variance == 0) {
            return units();
        }
        double p = share();
        double shrink = normalQuantile(confidence) / StudentT.quantile(0.5 + confidence / 2, units() - 1.0);
        return Math.clamp(p * (1 - p) / (variance / units()) * shrink * shrink, units(), tries());
    }

    /// The share with its Wilson interval at the effective number of tries.
    public Estimate estimate(double confidence) {
        return Estimate.direct(
                share(),
                Optional.of(wilson(share(), effectiveTries(confidence), confidence)),
                units(),
                tries(),
                Method.CLUSTER_WILSON,
                units() < PairedRatio.VERDICT_UNITS ? Set.of(Warning.FEW_UNITS) : Set.of());
    }

    /// The score interval of a share of `n` independent tries; n may be fractional. Exact 0 and 1 where the
    /// share is.
    ///
    /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    /// JASA 22 (1927).
    public static Interval wilson(double share, double n, double confidence) {
        if (!(share >= 0 && share <= 1 && n > 0)) {
            throw new IllegalArgumentException("a share of " + share + " of " + n + " tries");
        }
        double z2 = Math.pow(normalQuantile(confidence), 2);
        double middle = share + z2 / (2 * n);
        double reach = StrictMath.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)));
        double scale = 1 + z2 / n;
        double lo = share == 0 ? 0 : Math.max(0, (middle - reach) / scale);
        double hi = share == 1 ? 1 : Math.min(1, (middle + reach) / scale);
        return new Interval(lo, hi, confidence);
    }

    /// Treatment minus baseline, on the units that both tried. Has width even when nothing failed.
    ///
    /// Source: the paired method 10 of R. G. Newcombe, "Improved confidence intervals for the difference between
    /// binomial proportions based on paired data", Statistics in Medicine 17 (1998), at the effective numbers of
    /// tries, put together as in G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008).
    public static Estimate difference(SuccessShare baseline, SuccessShare treatment, double confidence) {
        return SuccessDifference.of(baseline, treatment, confidence);
    }

    Sample shares() {
        return Sample.of(tallies.values().stream().map(Tally::share).toList());
    }

    OptionalDouble shareOf(String unit) {
        Tally tally = tallies.get(unit);
        return tally == null ? OptionalDouble.empty() : OptionalDouble.of(tally.share());
    }

    private static double normalQuantile(double confidence) {
        return NORMAL.inverseCumulativeProbability(0.5 + confidence / 2);
    }
}
