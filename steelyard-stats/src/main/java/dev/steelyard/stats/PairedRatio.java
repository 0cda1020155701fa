package dev.steelyard.stats;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The geometric mean ratio of two arms on the same units: the typical unit's change.
///
/// Repetitions are averaged on the log scale within a unit first, because repetitions of one unit say nothing about
/// other units; then Student's t over units. For one stratum, with d the units' log ratios,
/// `ratio = exp(mean d)`, `SE = sd(d)/√T`, `df = T - 1`. It equals the cluster-robust CR2 interval with
/// Satterthwaite's degrees of freedom of `lm(log y ~ condition + unit)`, and in balanced data the mixed model of T.
/// Kalibera and R. Jones, "Rigorous benchmarking in reasonable time", ISMM 2013.
public final class PairedRatio {
    /// Below this even a unanimous sign test has p > 0.05: 2 / 2^5 = 0.0625.
    public static final int VERDICT_UNITS = 6;

    /// Spreads this small next to the log ratios themselves are rounding, not variation.
    private static final double ROUNDING = 1e-12;

    private PairedRatio() {}

    public static Estimate of(Arms arms, double confidence) {
        return estimate(List.of(arms), confidence, Method.PAIRED_LOG_T);
    }

    /// Strata (runners) are fixed and weigh the same; a unit stays one unit however many strata it was measured
    /// in. Over the union of T units: `D = mean D_r`, `u_t = (1/R) Σ_r (T/T_r)(d_rt - D_r)`,
    /// `SE² = Σ u_t² / (T(T - 1))`. With the same units in every stratum this is [#of] on the units' mean log
    /// ratios.
    ///
    /// Nothing is estimated when a stratum has no common unit: the mean over the others is another quantity.
    public static Estimate pooled(Collection<Arms> strata, double confidence) {
        return estimate(List.copyOf(strata), confidence, Method.POOLED_LOG_T);
    }

    /// Unit → log of treatment over baseline, for the units that both arms share.
    static SortedMap<String, Double> logRatios(Arms arms) {
        var ratios = new TreeMap<String, Double>();
        arms.pairs().forEach((unit, pair) -> ratios.put(unit, pair.logRatio()));
        return ratios;
    }

    private static Estimate estimate(List<Arms> strata, double confidence, Method method) {
        Interval.requireConfidence(confidence);
        var warnings = EnumSet.noneOf(Warning.class);
        int units = (int) strata.stream()
                .flatMap(arms -> arms.common().stream())
                .distinct()
                .count();
        var pairs =
                strata.stream().flatMap(arms -> arms.pairs().values().stream()).toList();
        int observations = pairs.stream().mapToInt(Arms.Pair::observations).sum();
        if (strata.stream().anyMatch(arms -> !arms.dropped().isEmpty())) {
            warnings.add(Warning.UNITS_DROPPED);
        }
        if (strata.isEmpty() || strata.stream().anyMatch(arms -> arms.common().isEmpty())) {
            warnings.add(Warning.NO_COMMON_UNIT);
            return Estimate.none(method, units, observations, warnings);
        }
        if (units > 1 && units < VERDICT_UNITS) {
            warnings.add(Warning.FEW_UNITS);
        }
        if (!pairs.stream().allMatch(Arms.Pair::isPositive)) {
            warnings.add(Warning.NOT_POSITIVE);
            return Estimate.none(method, units, observations, warnings);
        }
        var center = Center.of(strata.stream().map(PairedRatio::logRatios).toList());
        return withInterval(center, units, observations, confidence, method, warnings);
    }

    private static Estimate withInterval(
            Center center, int units, int observations, double confidence, Method method, Set<Warning> warnings) {
        double ratio = StrictMath.exp(center.logRatio());
        if (units < 2) {
            warnings.add(Warning.ONE_UNIT);
            return Estimate.direct(ratio, Optional.empty(), units, observations, method, warnings);
        }
        double error = center.standardError(units);
        if (error <= ROUNDING * (1 + Math.abs(center.logRatio()))) {
            warnings.add(Warning.NO_VARIATION);
            return Estimate.direct(ratio, Optional.empty(), units, observations, method, warnings);
        }
        double df = units - 1.0;
        double reach = StudentT.quantile(0.5 + confidence / 2, df) * error;
        var interval = ratios(center.logRatio() - reach, center.logRatio() + reach, confidence);
        return new Estimate(
                OptionalDouble.of(ratio),
                interval,
                OptionalDouble.of(error),
                OptionalDouble.of(df),
                OptionalDouble.of(StudentT.twoSided(center.logRatio() / error, df)),
                units,
                observations,
                method,
                warnings);
    }

    /// Two units can disagree so much that a limit leaves the range of a double; then there is no interval to show.
    private static Optional<Interval> ratios(double lo, double hi, double confidence) {
        double low = StrictMath.exp(lo);
        double high = StrictMath.exp(hi);
        return low > 0 && Double.isFinite(high) ? Optional.of(new Interval(low, high, confidence)) : Optional.empty();
    }

    /// @param influence unit → u_t, what the unit pulls the log ratio by
    private record Center(double logRatio, Map<String, Double> influence) {
        static Center of(List<SortedMap<String, Double>> strata) {
            double weight = 1.0 / strata.size();
            long units =
                    strata.stream().flatMap(d -> d.keySet().stream()).distinct().count();
            var influence = new TreeMap<String, Double>();
            var logRatio = new Sum();
            for (var ratios : strata) {
                double mean = mean(ratios.values());
                double inflation = weight * units / ratios.size();
                ratios.forEach((unit, d) -> influence.merge(unit, inflation * (d - mean), Double::sum));
                logRatio.add(weight * mean);
            }
            return new Center(logRatio.value(), influence);
        }

        double standardError(int units) {
            double squares =
                    Sum.of(influence.values().stream().mapToDouble(u -> u * u).toArray());
            return StrictMath.sqrt(squares / ((double) units * (units - 1)));
        }

        private static double mean(Collection<Double> values) {
            return Sum.of(values.stream().mapToDouble(Double::doubleValue).toArray()) / values.size();
        }
    }
}
