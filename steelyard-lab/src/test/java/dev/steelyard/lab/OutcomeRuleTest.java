package dev.steelyard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.runner.Ending;
import dev.steelyard.lab.runner.StopSwitch;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Gate;
import dev.steelyard.model.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeRuleTest {
    private static final Gate GATE = new Gate(1, 0.5);
    private static final List<CallRecord> ONE_CALL = List.of(Records.call(CallKind.MAIN, 0, 1, null));
    private static final List<CallRecord> PROVIDER_DOWN =
            List.of(Records.call(CallKind.MAIN, 0, 1, new CallError("provider", "overloaded", "529")));

    private static Ending exited(int code) {
        return new Ending(OptionalInt.of(code), false, Duration.ofSeconds(1));
    }

    private static final Ending TIMED_OUT = new Ending(OptionalInt.empty(), true, Duration.ofSeconds(9));
    private static final Ending STOPPED = new Ending(OptionalInt.empty(), false, Duration.ofSeconds(1));

    private static OutcomeRule rule(Ending ending, List<CallRecord> calls) {
        return OutcomeRule.of(ending, Optional.empty(), calls, GATE);
    }

    @Test
    void a_clean_exit_after_a_call_is_solved() {
        assertThat(rule(exited(0), ONE_CALL)).isEqualTo(new OutcomeRule(Outcome.SOLVED, null, null));
    }

    @Test
    void a_clean_exit_without_a_call_is_unsolved() {
        assertThat(rule(exited(0), List.of()).outcome()).isEqualTo(Outcome.UNSOLVED);
        assertThat(rule(exited(0), List.of()).cause()).isEqualTo("too_few_calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd_total", "interrupted"})
    void what_ends_a_cell_by_chance_is_no_observation_of_its_agent(String cause) {
        var stop = Optional.of(new StopSwitch.Reason(cause, "why"));
        assertThat(OutcomeRule.of(STOPPED, stop, ONE_CALL, GATE))
                .isEqualTo(new OutcomeRule(Outcome.INFRASTRUCTURE, cause, "why"));
    }

    @Test
    void counting_tokens_is_not_a_call() {
        var counted = List.of(Records.call(CallKind.COUNT, 0, 1, null));
        assertThat(rule(exited(0), counted).outcome()).isEqualTo(Outcome.UNSOLVED);
    }

    @Test
    void another_exit_code_is_the_agents_error() {
        assertThat(rule(exited(3), ONE_CALL).outcome()).isEqualTo(Outcome.AGENT_ERROR);
        assertThat(rule(exited(3), ONE_CALL).detail()).contains("3");
    }

    @Test
    void the_wall_clock_ends_a_cell_as_timed_out() {
        assertThat(rule(TIMED_OUT, ONE_CALL).outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void an_agent_that_failed_because_its_model_did_is_infrastructure() {
        assertThat(rule(exited(1), PROVIDER_DOWN).outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
        assertThat(rule(TIMED_OUT, PROVIDER_DOWN).cause()).isEqualTo("provider_overloaded");
    }

    @Test
    void an_agent_that_got_over_a_failed_call_is_judged_by_its_own_end() {
        var answeredThenFailed = List.of(ONE_CALL.getFirst(), PROVIDER_DOWN.getFirst());
        assertThat(rule(exited(0), answeredThenFailed).outcome()).isEqualTo(Outcome.SOLVED);
    }

    @Test
    void a_refused_request_is_not_an_answered_call() {
        var refused = List.of(Records.call(CallKind.MAIN, 0, 1, new CallError("client", "bad_request", "no JSON")));
        assertThat(rule(exited(0), refused).outcome()).isEqualTo(Outcome.UNSOLVED);
    }

    @Test
    void a_call_that_our_own_stop_cut_off_does_not_excuse_the_agent() {
        var cutOff = List.of(Records.call(CallKind.MAIN, 0, 1, new CallError("harness", "aborted", "closed")));
        assertThat(rule(TIMED_OUT, cutOff).outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(rule(exited(1), cutOff).outcome()).isEqualTo(Outcome.AGENT_ERROR);
    }

    @Test
    void a_request_that_the_provider_turned_down_for_what_it_is_does_not_excuse_the_agent() {
        var tooLong = List.of(Records.refused(400, new CallError("provider", "invalid_request_error", "too long")));
        var overloaded = List.of(Records.refused(529, new CallError("provider", "overloaded_error", "busy")));
        assertThat(rule(exited(1), tooLong).outcome()).isEqualTo(Outcome.AGENT_ERROR);
        assertThat(rule(exited(1), overloaded).outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
    }

    @Test
    void output_that_could_not_be_kept_is_infrastructure() {
        var lost = new Ending(OptionalInt.of(0), false, "No space left on device", Duration.ofSeconds(1));
        assertThat(rule(lost, ONE_CALL).cause()).isEqualTo("output_lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls", "tokens", "usd", "output_bytes"})
    void a_breached_cap_is_a_spent_budget_whatever_else_happened(String cap) {
        var reason = Optional.of(new StopSwitch.Reason(cap, "too much"));
        assertThat(OutcomeRule.of(STOPPED, reason, PROVIDER_DOWN, GATE).outcome())
                .isEqualTo(Outcome.BUDGET_SPENT);
    }

    @Test
    void a_cell_that_the_user_stopped_is_no_observation() {
        var reason = Optional.of(new StopSwitch.Reason(OutcomeRule.INTERRUPTED, "Ctrl-C"));
        assertThat(OutcomeRule.of(STOPPED, reason, ONE_CALL, GATE).outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
    }

    @Test
    void a_request_that_was_not_recorded_makes_the_rest_no_observation() {
        var missed = List.of(
                ONE_CALL.getFirst(),
                Records.refused(400, new CallError("gateway", "replay_miss", "See it.")),
                ONE_CALL.getFirst());
        assertThat(rule(exited(0), missed))
                .isEqualTo(new OutcomeRule(Outcome.INFRASTRUCTURE, "replay_miss", "See it."));
        assertThat(rule(TIMED_OUT, missed).cause()).isEqualTo("replay_miss");
    }
}
