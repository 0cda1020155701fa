package dev.steelyard.stats;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Two arms measured on the same units (tasks): unit → its repetitions. Sorted, so that no sum depends on the order
/// in which a caller met the units.
public record Arms(SortedMap<String, Sample> baseline, SortedMap<String, Sample> treatment) {
    public Arms(Map<String, Sample> baseline, Map<String, Sample> treatment) {
        this(Arms.sorted(baseline), Arms.sorted(treatment));
    }

    public Arms {
        baseline = sorted(baseline);
        treatment = sorted(treatment);
    }

    /// Units with at least one value in each arm.
    public SortedSet<String> common() {
        var units = new TreeSet<>(baseline.keySet());
        units.retainAll(treatment.keySet());
        return units;
    }

    /// Units with values in only one arm; left out of a paired comparison.
    public SortedSet<String> dropped() {
        var units = new TreeSet<>(baseline.keySet());
        units.addAll(treatment.keySet());
        units.removeAll(common());
        return units;
    }

    /// The common units with what was measured of them.
    SortedMap<String, Pair> pairs() {
        var pairs = new TreeMap<String, Pair>();
        baseline.forEach((unit, ours) -> {
            Sample theirs = treatment.get(unit);
            if (theirs != null) {
                pairs.put(unit, new Pair(ours, theirs));
            }
        });
        return pairs;
    }

    /// One unit in both arms.
    record Pair(Sample baseline, Sample treatment) {
        boolean isPositive() {
            return baseline.isPositive() && treatment.isPositive();
        }

        int observations() {
            return baseline.size() + treatment.size();
        }

        /// Of treatment over baseline; only for a positive pair.
        double logRatio() {
            return treatment.logs().mean() - baseline.logs().mean();
        }
    }

    private static SortedMap<String, Sample> sorted(Map<String, Sample> arm) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(arm));
    }
}
