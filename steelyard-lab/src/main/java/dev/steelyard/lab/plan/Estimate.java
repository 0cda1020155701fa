package dev.steelyard.lab.plan;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a plan will roughly consume, one cell after the other.
///
/// @param cost null without prices
/// @param source what it rests on, for the person who decides
public record Estimate(
        long calls,
        long inputTokens,
        long outputTokens,
        @Nullable Usd cost,
        Duration serial,
        String source) {
    /// Typical of the agents measured so far on small tasks; a stand-in until a run of one's own exists.
    private static final int CALLS = 8;

    private static final long INPUT_TOKENS_A_CALL = 25_000;
    private static final long OUTPUT_TOKENS_A_CALL = 200;
    private static final Duration CELL = Duration.ofSeconds(40);

    /// @param earlier a run of the same experiment, possibly of another plan
    public static Estimate of(ExperimentSpec experiment, Optional<PooledRun> earlier) {
        return earlier.filter(run -> !run.synthetic() && !run.observations().isEmpty())
                .map(run -> measured(experiment, run))
                .orElseGet(() -> guessed(experiment));
    }

    private static Estimate measured(ExperimentSpec experiment, PooledRun run) {
        Collection<RunRecord> cells = run.observations().values();
        double scale = (double) experiment.cellCount() / cells.size();
        TokenUsage usage = cells.stream().map(RunRecord::usage).reduce(TokenUsage.ZERO, TokenUsage::plus);
        double seconds = cells.stream().mapToDouble(RunRecord::wallS).sum() * scale;
        boolean priced = cells.stream().allMatch(record -> record.costUsd() != null);
        BigDecimal cost = cells.stream()
                .map(RunRecord::costUsd)
                .filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Estimate(
                Math.round(cells.stream().mapToInt(RunRecord::calls).sum() * scale),
                Math.round(usage.totalInput() * scale),
                Math.round(usage.output() * scale),
                priced ? new Usd(cost.multiply(BigDecimal.valueOf(scale))) : null,
                Duration.ofMillis(Math.round(seconds * 1000)),
                "the means of " + cells.size() + " cells of " + run.runId());
    }

    private static Estimate guessed(ExperimentSpec experiment) {
        long calls = (long) experiment.cellCount() * CALLS;
        var call = new TokenUsage(INPUT_TOKENS_A_CALL, 0, 0, OUTPUT_TOKENS_A_CALL, 0);
        PriceSheet prices = experiment.prices();
        return new Estimate(
                calls,
                calls * call.totalInput(),
                calls * call.output(),
                prices == null ? null : new Usd(prices.cost(call).amount().multiply(BigDecimal.valueOf(calls))),
                CELL.multipliedBy(experiment.cellCount()),
                "a guess: " + CALLS + " calls of " + INPUT_TOKENS_A_CALL + " tokens a cell, nothing cached");
    }
}
