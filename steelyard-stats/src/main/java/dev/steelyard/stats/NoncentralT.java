package dev.steelyard.stats;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The distribution of a t statistic when there is an effect.
///
/// Source: R. V. Lenth, "Algorithm AS 243: cumulative distribution function of the non-central t distribution",
/// Applied Statistics 38 (1989); the series in incomplete beta functions, summed term by term.
final class NoncentralT {
    private static final int MAX_TERMS = 20_000;
    private static final double NEGLIGIBLE = 1e-17;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private NoncentralT() {}

    /// P(T' ≤ t) with `df` degrees of freedom and non-centrality `ncp`.
    static double cdf(double t, double df, double ncp) {
        double value = t < 0 ? 1 - positive(-t, df, -ncp) : positive(t, df, ncp);
        return Math.clamp(value, 0, 1);
    }

    private static double positive(double t, double df, double ncp) {
        double x = t * t / (t * t + df);
        double half = ncp * ncp / 2;
        var series = new Sum();
        for (int j = 0; j < MAX_TERMS; j++) {
            double poisson = weight(half, j, j + 1.0);
            double odd = ncp / StrictMath.sqrt(2) * weight(half, j, j + 1.5);
            series.add(poisson * RegularizedBeta.value(x, j + 0.5, df / 2));
            series.add(odd * RegularizedBeta.value(x, j + 1.0, df / 2));
            if (j > half && poisson < NEGLIGIBLE && Math.abs(odd) < NEGLIGIBLE) {
                return NORMAL.cumulativeProbability(-ncp) + series.value() / 2;
            }
        }
        throw new ArithmeticException("the non-central t series did not converge for t " + t + ", ncp " + ncp);
    }

    /// exp(-half) half^j / Γ(gamma), through logarithms: the factors overflow long before the quotient matters.
    private static double weight(double half, int j, double gamma) {
        if (half == 0) {
            return j == 0 ? StrictMath.exp(-LogGamma.value(gamma)) : 0;
        }
        return StrictMath.exp(-half + j * StrictMath.log(half) - LogGamma.value(gamma));
    }
}
