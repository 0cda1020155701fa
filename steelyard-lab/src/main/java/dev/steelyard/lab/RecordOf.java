package dev.steelyard.lab;

import dev.steelyard.journal.History;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.lab.runner.Ending;
import dev.steelyard.model.Block;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes the record of one attempt from what was seen of it.
///
/// @param origin where it ran
record RecordOf(Plan plan, String planHash, Origin origin, Cell cell, int attempt, Instant startedAt) {
    static final Ending NEVER_RAN = new Ending(OptionalInt.empty(), false, Duration.ZERO);

    /// @param shard `i/n`
    record Origin(String host, String shard) {}

    /// @param whole the attempt from its start in the journal until its record was made
    RunRecord ended(CellRunner.Attempted attempted, Duration whole) {
        OutcomeRule rule = attempted.rule();
        Ending ending = attempted.ending();
        List<CallRecord> calls = attempted.calls();
        TimeSplit split = TimeSplit.of(calls);
        double wall = seconds(ending.life());
        TokenUsage usage = usage(calls);
        return new RunRecord(
                RunRecord.SCHEMA_VERSION,
                plan.experiment().name() + "-" + planHash.substring(0, PlanCodec.SHORT_HASH),
                planHash,
                cell.id(),
                cell.runner(),
                pin().version(),
                cell.condition(),
                cell.task(),
                cell.repetition(),
                attempt,
                block(),
                cell.position(),
                origin.shard(),
                origin.host(),
                startedAt,
                rule.outcome(),
                rule.cause(),
                rule.detail(),
                ending.exitCode().isPresent() ? (Integer) ending.exitCode().getAsInt() : null,
                rule.outcome().isObservation() ? (Boolean) (rule.outcome() == Outcome.SOLVED) : null,
                wall,
                seconds(attempted.setup()),
                split.modelS(),
                split.toolS(),
                Math.max(0, wall - split.modelS() - split.toolS()),
                Math.max(0, seconds(whole) - wall),
                (int) calls.stream().filter(CallRecord::answered).count(),
                usage.freshInput(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.totalInput(),
                usage.output(),
                usage.reasoning(),
                cost(calls),
                attempted.leavings().selfReported(),
                attempted.leavings().grades(),
                attempted.delivery(),
                plan.experiment().model().simulated());
    }

    /// The record of an attempt whose harness died.
    RunRecord lost(History history) {
        var attempted = new CellRunner.Attempted(
                OutcomeRule.infrastructure("harness_lost", "the harness ended before the attempt did"),
                NEVER_RAN,
                history.callsOf(cell.id(), attempt),
                Leavings.NONE,
                Map.of(),
                Duration.ZERO);
        return ended(attempted, Duration.ZERO);
    }

    private Pins.RunnerPin pin() {
        return Objects.requireNonNull(plan.pins().runners().get(cell.runner()), cell.runner());
    }

    private int block() {
        return plan.blocks().stream()
                .filter(block -> block.cells().contains(cell))
                .mapToInt(Block::index)
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static TokenUsage usage(List<CallRecord> calls) {
        return calls.stream()
                .filter(call -> call.kind() != CallKind.COUNT)
                .map(CallRecord::usage)
                .reduce(TokenUsage.ZERO, TokenUsage::plus);
    }

    /// The sum, or null as soon as one call's price is unknown: unpriced is not free.
    private @Nullable BigDecimal cost(List<CallRecord> calls) {
        if (plan.experiment().prices() == null) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (CallRecord call : calls) {
            if (call.costUsd() == null) {
                return null;
            }
            sum = sum.add(call.costUsd());
        }
        return sum;
    }
}
