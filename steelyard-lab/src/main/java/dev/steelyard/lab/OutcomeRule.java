package dev.steelyard.lab;

import dev.steelyard.gateway.Budget;
import dev.steelyard.lab.runner.Ending;
import dev.steelyard.lab.runner.StopSwitch;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Gate;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what an attempt's end was, from how it ended and what the gateway saw; never from its condition.
///
/// @param cause a fixed machine-readable word; null for a solved cell
public record OutcomeRule(
        Outcome outcome, @Nullable String cause, @Nullable String detail) {
    private static final Set<String> NOT_THE_AGENTS = Set.of("provider", "network", "gateway");

    /// Answers by which a provider turns a request down for what it is, such as a prompt that is too long.
    private static final Set<Integer> THE_REQUESTS_FAULT = Set.of(400, 404, 413, 422);

    /// The causes a [StopSwitch] is pulled for that are not a budget.
    public static final String INTERRUPTED = "interrupted";

    /// What ends a cell that did nothing to deserve it: which one the run's last dollar falls to is chance.
    private static final Set<String> NO_OBSERVATION = Set.of(INTERRUPTED, Budget.CAUSE);

    /// What a call's error and a cell's cause are called when a request was not recorded.
    static final String REPLAY_MISS = "replay_miss";

    static OutcomeRule of(Ending ending, Optional<StopSwitch.Reason> stop, List<CallRecord> calls, Gate gate) {
        Optional<OutcomeRule> missed = replayMiss(calls);
        if (missed.isPresent()) {
            return missed.get();
        }
        if (stop.isPresent()) {
            Outcome outcome =
                    NO_OBSERVATION.contains(stop.get().cause()) ? Outcome.INFRASTRUCTURE : Outcome.BUDGET_SPENT;
            return new OutcomeRule(outcome, stop.get().cause(), stop.get().detail());
        }
        if (ending.outputLost() != null) {
            return infrastructure("output_lost", ending.outputLost());
        }
        Optional<OutcomeRule> provider = providerFailure(calls);
        if (ending.timedOut()) {
            return provider.orElse(new OutcomeRule(Outcome.TIMED_OUT, "wall_clock", null));
        }
        int exit = ending.exitCode().orElse(-1);
        if (exit != 0) {
            return provider.orElse(new OutcomeRule(Outcome.AGENT_ERROR, "exit_code", "exit code " + exit));
        }
        long made = calls.stream().filter(CallRecord::answered).count();
        return made >= gate.minCalls()
                ? new OutcomeRule(Outcome.SOLVED, null, null)
                : new OutcomeRule(
                        Outcome.UNSOLVED,
                        "too_few_calls",
                        made + " answered model calls, " + gate.minCalls() + " needed");
    }

    /// From there on it is not the recorded run, whatever the agent made of it.
    private static Optional<OutcomeRule> replayMiss(List<CallRecord> calls) {
        return calls.stream()
                .map(CallRecord::error)
                .filter(error -> error != null && error.type().equals(REPLAY_MISS))
                .findFirst()
                .map(error -> infrastructure(REPLAY_MISS, error.message()));
    }

    /// Whether another attempt could end otherwise.
    static boolean isFinal(RunRecord record) {
        return record.outcome().isObservation() || REPLAY_MISS.equals(record.cause());
    }

    /// An agent that ends badly right after a call failed that was not its fault did not fail: its model did.
    private static Optional<OutcomeRule> providerFailure(List<CallRecord> calls) {
        return calls.stream()
                .filter(call -> call.kind() == CallKind.MAIN)
                .reduce((_, last) -> last)
                .filter(call -> !THE_REQUESTS_FAULT.contains(call.status()))
                .map(CallRecord::error)
                .filter(error -> NOT_THE_AGENTS.contains(error.origin()))
                .map(error ->
                        new OutcomeRule(Outcome.INFRASTRUCTURE, error.origin() + "_" + error.type(), error.message()));
    }

    static OutcomeRule infrastructure(String cause, @Nullable String detail) {
        return new OutcomeRule(Outcome.INFRASTRUCTURE, cause, detail);
    }
}
