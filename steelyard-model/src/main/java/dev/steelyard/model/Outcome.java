package dev.steelyard.model;

/// How an attempt ended. All but [#INFRASTRUCTURE] are observations of the agent and are never retried.
public enum Outcome {
    /// Clean exit, and every gate passed.
    SOLVED,
    /// Clean exit, but a gate did not pass.
    UNSOLVED,
    /// The agent crashed, refused or gave up.
    AGENT_ERROR,
    /// The wall-clock limit was reached.
    TIMED_OUT,
    /// A cap on calls, tokens, money or output was reached.
    BUDGET_SPENT,
    /// Ours or the provider's: censored in the analysis, counted per condition, retried.
    INFRASTRUCTURE;

    public boolean isObservation() {
        return this != INFRASTRUCTURE;
    }
}
