package dev.steelyard.bench;

import java.util.Locale;

/// A promise and what became of it.
///
/// @param limit what the value is compared with
/// @param most whether the value must not exceed the limit, else must reach it
/// @param basis the numbers that the value was made of
record Bar(String promise, double value, double limit, boolean most, String unit, String basis) {
    enum Verdict {
        HELD,
        MISSED,
        /// What it takes was not part of this run.
        UNKNOWN
    }

    Verdict verdict() {
        if (Double.isNaN(value) || Double.isNaN(limit)) {
            return Verdict.UNKNOWN;
        }
        return (most ? value <= limit : value >= limit) ? Verdict.HELD : Verdict.MISSED;
    }

    /// `held by 1.3x`, `missed by 1.3x`, `not measured`.
    String outcome() {
        if (verdict() == Verdict.UNKNOWN) {
            return "not measured";
        }
        double factor = most ? limit / value : value / limit;
        String by = value <= 0 ? "" : String.format(Locale.ROOT, " by %.2fx", factor >= 1 ? factor : 1 / factor);
        return (verdict() == Verdict.HELD ? "held" : "MISSED") + by;
    }
}
