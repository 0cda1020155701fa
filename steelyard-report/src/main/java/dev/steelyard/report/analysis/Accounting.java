package dev.steelyard.report.analysis;

/// Where the planned cells of an arm, or of a run, went: `planned = observed + missing`.
///
/// @param missing planned cells without an observation
/// @param attempts all of them, at planned cells
/// @param infrastructure the attempts among them that ended through no fault of the agent; paid for, not observed
/// @param timedOut observations cut off at the wall-clock limit: their times are at least what is shown
public record Accounting(int planned, int observed, int missing, int attempts, int infrastructure, int timedOut) {
    public Accounting {
        if (planned != observed + missing) {
            throw new IllegalArgumentException(
                    planned + " planned cells are not " + observed + " observed and " + missing + " missing");
        }
    }

    Accounting plus(Accounting other) {
        return new Accounting(
                planned + other.planned,
                observed + other.observed,
                missing + other.missing,
                attempts + other.attempts,
                infrastructure + other.infrastructure,
                timedOut + other.timedOut);
    }
}
