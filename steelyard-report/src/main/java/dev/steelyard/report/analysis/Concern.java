package dev.steelyard.report.analysis;

/// What is wrong or odd with a run's data, and what to do about it.
public enum Concern {
    SIMULATED("the model was simulated: no number here says anything about a real model", "run it with a real model"),
    SYNTHETIC("the records were made up by a dry run: nothing was measured", "run it without --dry-run"),
    MISSING("planned cells without an observation", "repeat the run: it resumes with the missing cells"),
    INFRASTRUCTURE(
            "attempts that ended through no fault of the agent, paid for but not observed",
            "read their causes in the cell table; many in one condition make the comparison doubtful"),
    UNPRICED(
            "attempts without a price: costs are lower bounds, and cost ratios rest on the priced cells alone",
            "add the model to the price sheet and report again"),
    TIMED_OUT(
            "observations cut off at the wall-clock limit: their times are at least what is shown",
            "raise the limit if this is not what is being studied"),
    NOT_DELIVERED(
            "treated cells, and no prompt of any carried the change: what they show is not its effect",
            "let a task lead agents to the changed files"),
    CONTROL_REACHED(
            "cells whose condition lacks the change and whose prompts carried it all the same",
            "find where its text came from; until then the comparison is doubtful"),
    STRAY("attempts at cells that are not in the plan, left out", "pool only streams of this plan"),
    ONE_CONDITION("there is only one condition, so there is nothing to compare", "add a condition with a change");

    private final String what;
    private final String advice;

    Concern(String what, String advice) {
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
