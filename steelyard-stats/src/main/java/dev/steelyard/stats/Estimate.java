package dev.steelyard.stats;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A number, how sure one can be of it, and what to know about it. Never NaN, infinite or of zero width: what cannot
/// be estimated is empty, and a warning says why.
///
/// @param standardError of the logarithm where the centre is a ratio
/// @param df degrees of freedom of the Student distribution behind the interval, empty where there is none
/// @param p two-sided, against no difference
/// @param units how many independent units (tasks) the estimate rests on
/// @param observations how many values went into it
public record Estimate(
        OptionalDouble center,
        Optional<Interval> interval,
        OptionalDouble standardError,
        OptionalDouble df,
        OptionalDouble p,
        int units,
        int observations,
        Method method,
        Set<Warning> warnings) {
    public Estimate {
        center.ifPresent(Estimate::requireFinite);
        standardError.ifPresent(Estimate::requireFinite);
        warnings = warnings.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(warnings));
    }

    /// Nothing but the reason why.
    static Estimate none(Method method, int units, int observations, Set<Warning> warnings) {
        var empty = OptionalDouble.empty();
        return new Estimate(empty, Optional.empty(), empty, empty, empty, units, observations, method, warnings);
    }

    /// A centre and perhaps an interval that rest on no standard error.
    static Estimate direct(
            double center, Optional<Interval> interval, int units, int observations, Method method, Set<Warning> why) {
        var empty = OptionalDouble.empty();
        return new Estimate(OptionalDouble.of(center), interval, empty, empty, empty, units, observations, method, why);
    }

    /// Whether the interval lies wholly on one side of `value`; false without an interval.
    public boolean excludes(double value) {
        return interval.isPresent() && !interval.get().contains(value);
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an estimate is finite or absent, got " + value);
        }
    }
}
