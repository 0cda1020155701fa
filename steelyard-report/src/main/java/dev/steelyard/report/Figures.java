package dev.steelyard.report;

import dev.steelyard.report.analysis.Accounting;
import dev.steelyard.report.analysis.ArmSummary;
import dev.steelyard.report.analysis.Metric;
import dev.steelyard.report.analysis.Spend;
import dev.steelyard.stats.Estimate;
import dev.steelyard.stats.Interval;
import java.util.Locale;

/// Numbers for people: the same words in every renderer, whatever the locale.
final class Figures {
    static final String UNKNOWN = "n/a";
    private static final String MINUS = "−";
    private static final int PERCENT = 100;
    private static final double LARGE = 10;

    private Figures() {}

    /// As many decimals as the metric deserves, thousands grouped.
    static String value(Metric metric, double value) {
        return switch (metric) {
            case WALL_S, MODEL_S -> String.format(Locale.ROOT, "%,.1f", value);
            case COST_USD -> String.format(Locale.ROOT, "%.4f", value);
            case TOTAL_INPUT_TOKENS, FRESH_INPUT_TOKENS, CACHE_READ_TOKENS, OUTPUT_TOKENS ->
                String.format(Locale.ROOT, "%,.0f", value);
            case CALLS -> String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
        };
    }

    /// `−18 % (−31 % … −3 %)`, led by `~` when the interval holds no difference to be shown.
    static String ratio(Estimate ratio) {
        if (ratio.center().isEmpty()) {
            return UNKNOWN;
        }
        String center = change(ratio.center().getAsDouble());
        return ratio.interval()
                .map(it ->
                        (it.contains(1) ? "~ " : "") + center + " (" + change(it.lo()) + " … " + change(it.hi()) + ")")
                .orElse(center + " (no interval)");
    }

    /// In percentage points.
    static String difference(Estimate difference) {
        if (difference.center().isEmpty()) {
            return UNKNOWN;
        }
        String center = points(difference.center().getAsDouble());
        return difference
                .interval()
                .map(it -> (it.contains(0) ? "~ " : "") + center + " pts (" + points(it.lo()) + " … " + points(it.hi())
                        + ")")
                .orElse(center + " pts (no interval)");
    }

    /// `5/6: 83 % (44 … 97 %)`.
    static String successes(ArmSummary arm) {
        return counted(arm) + arm.success().map(it -> ": " + share(it)).orElse("");
    }

    static String counted(ArmSummary arm) {
        return arm.successes() + "/" + arm.accounting().observed();
    }

    /// The mean over tasks, so it need not be the quotient of the counts.
    static String share(Estimate share) {
        return percent(share.center().orElseThrow()) + " %"
                + share.interval()
                        .map(it -> " (" + percent(it.lo()) + " … " + percent(it.hi()) + " %)")
                        .orElse("");
    }

    static String interval(Metric metric, Interval interval) {
        return value(metric, interval.lo()) + " … " + value(metric, interval.hi());
    }

    /// A lower bound, and so marked, when an attempt has no price.
    static String spend(Spend spend) {
        if (spend.unpricedAttempts() > 0 && spend.usd().signum() == 0) {
            return "unpriced";
        }
        String usd = "$" + String.format(Locale.ROOT, "%.4f", spend.usd());
        return spend.unpricedAttempts() == 0 ? usd : "≥ " + usd;
    }

    static String cells(Accounting accounting) {
        return accounting.observed() + "/" + accounting.planned();
    }

    private static String percent(double share) {
        return Long.toString(Math.round(PERCENT * share));
    }

    /// A ratio as a signed change; beyond tenfold as a factor, where per cent stop being readable.
    private static String change(double ratio) {
        if (ratio >= LARGE) {
            return "×" + String.format(Locale.ROOT, "%.3g", ratio).replaceAll("\\.?0+(e|$)", "$1");
        }
        return signed(Math.round(PERCENT * (ratio - 1))) + " %";
    }

    private static String points(double difference) {
        return signed(Math.round(PERCENT * difference));
    }

    private static String signed(long number) {
        if (number == 0) {
            return "0";
        }
        return number < 0 ? MINUS + -number : "+" + number;
    }
}
