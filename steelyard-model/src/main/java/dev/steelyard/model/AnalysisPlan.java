package dev.steelyard.model;

import java.util.Map;
import java.util.TreeMap;

/// What was decided before any number was seen; part of the plan's hash.
///
/// @param primary the RunRecord field the verdict rests on, such as `cost_usd`
/// @param worthwhile the smallest saving worth having, as a share
/// @param margins per quality metric, how much worse still counts as not worse
public record AnalysisPlan(String primary, double worthwhile, Map<String, Double> margins) {
    public static final AnalysisPlan DEFAULT = new AnalysisPlan("cost_usd", 0.05, Map.of("success", 0.10));

    public AnalysisPlan {
        margins = java.util.Collections.unmodifiableMap(new TreeMap<>(margins));
    }
}
