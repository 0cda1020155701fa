package dev.steelyard.stats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.TreeMap;

/// The cluster-Newcombe difference of two success shares; see [SuccessShare#difference].
final class SuccessDifference {
    private SuccessDifference() {}

    static Estimate of(SuccessShare baseline, SuccessShare treatment, double confidence) {
        var warnings = EnumSet.noneOf(Warning.class);
        var common = new TreeMap<>(baseline.tallies());
        common.keySet().retainAll(treatment.tallies().keySet());
        if (common.size() < baseline.units() || common.size() < treatment.units()) {
            warnings.add(Warning.UNITS_DROPPED);
        }
        if (common.isEmpty()) {
            warnings.add(Warning.NO_COMMON_UNIT);
            return Estimate.none(Method.CLUSTER_NEWCOMBE, 0, 0, warnings);
        }
        if (common.size() < PairedRatio.VERDICT_UNITS) {
            warnings.add(Warning.FEW_UNITS);
        }
        var other = new TreeMap<>(treatment.tallies());
        other.keySet().retainAll(common.keySet());
        var a = new SuccessShare(common);
        var b = new SuccessShare(other);
        return Estimate.direct(
                b.share() - a.share(),
                Optional.of(interval(a, b, confidence)),
                a.units(),
                a.tries() + b.tries(),
                Method.CLUSTER_NEWCOMBE,
                warnings);
    }

    private static Interval interval(SuccessShare a, SuccessShare b, double confidence) {
        var limitsA = SuccessShare.wilson(a.share(), a.effectiveTries(confidence), confidence);
        var limitsB = SuccessShare.wilson(b.share(), b.effectiveTries(confidence), confidence);
        double r = correlation(a, b);
        double d = b.share() - a.share();
        double down = reach(b.share() - limitsB.lo(), limitsA.hi() - a.share(), r);
        double up = reach(limitsB.hi() - b.share(), a.share() - limitsA.lo(), r);
        return new Interval(Math.max(-1, d - down), Math.min(1, d + up), confidence);
    }

    private static double reach(double own, double others, double r) {
        return StrictMath.sqrt(Math.max(0, own * own - 2 * r * own * others + others * others));
    }

    /// Between the arms' shares over units. A positive covariance is lessened by 1/(2TK), Newcombe's continuity
    /// correction, so that agreement by chance earns no narrower interval.
    private static double correlation(SuccessShare a, SuccessShare b) {
        int units = a.units();
        var products = new Sum();
        var squaresA = new Sum();
        var squaresB = new Sum();
        for (String unit : a.tallies().keySet()) {
            double x = a.shareOf(unit).orElseThrow() - a.share();
            double y = b.shareOf(unit).orElseThrow() - b.share();
            products.add(x * y);
            squaresA.add(x * x);
            squaresB.add(y * y);
        }
        double scale = StrictMath.sqrt(squaresA.value() / units) * StrictMath.sqrt(squaresB.value() / units);
        double covariance = products.value() / units;
        if (scale == 0) {
            return 0;
        }
        double correction = 1.0 / (a.tries() + b.tries());
        return covariance > 0 ? Math.max(0, covariance - correction) / scale : covariance / scale;
    }
}
