package dev.steelyard.stats;

/// What a reader must know about an estimate. Not an error: the estimate is what can honestly be said, and the
/// warning goes wherever the estimate goes.
public enum Warning {
    NO_COMMON_UNIT(
            "no unit was observed in both arms, so nothing can be compared", "look at the missing cells and run them"),
    ONE_UNIT("one unit gives a ratio but no interval", "add units: repetitions of one cannot replace them"),
    FEW_UNITS(
            "fewer than 6 units: the interval holds, but no verdict is possible",
            "add units until there are at least 6"),
    NO_VARIATION(
            "the values do not vary, so no interval can be estimated",
            "check that the repetitions are real and not one cached answer"),
    ONE_VALUE("one value has no interval", "add repetitions"),
    NOT_POSITIVE(
            "a zero or negative value has no logarithm, so no ratio can be estimated",
            "compare totals instead, or look at why the value is zero"),
    UNITS_DROPPED("units observed in only one arm were left out", "run the missing cells");

    private final String what;
    private final String advice;

    Warning(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    public String what() {
        return what;
    }

    /// What to do about it.
    public String advice() {
        return advice;
    }
}
