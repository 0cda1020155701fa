package dev.steelyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One finished attempt at a cell: one line of `cells.jsonl`.
///
/// @param cause what lies behind the outcome, in a fixed machine-readable word; null for a solved cell
/// @param detail the cause in a sentence, for people; null where the cause says it all
/// @param exitCode of the agent's process; null if it never ran or was killed
/// @param success the gate's answer; null for infrastructure
/// @param wallS seconds from just before the agent was launched until its tree was gone
/// @param setupS seconds spent on workspace, door and environment before that
/// @param modelS seconds in which at least one model call was in flight
/// @param toolS seconds between an answer that called tools and the next request of the same conversation
/// @param agentS the rest of `wallS`
/// @param overheadS what the harness added: this attempt's time from start to finish minus the agent process's life
/// @param costUsd null means unpriced
/// @param selfReported what the agent printed about itself; kept beside, never used
/// @param delivery change → whether its text reached the model; only changes that prompts can tell, and none for an
///     attempt that was lost
public record RunRecord(
        int schemaVersion,
        String runId,
        String planHash,
        CellId cellId,
        String runner,
        String runnerVersion,
        String condition,
        String task,
        int repetition,
        int attempt,
        int block,
        int position,
        String shard,
        String host,
        Instant startedAt,
        Outcome outcome,
        @Nullable String cause,
        @Nullable String detail,
        @Nullable Integer exitCode,
        @Nullable Boolean success,
        double wallS,
        double setupS,
        double modelS,
        double toolS,
        double agentS,
        double overheadS,
        int calls,
        long freshInputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long totalInputTokens,
        long outputTokens,
        long reasoningTokens,
        @Nullable BigDecimal costUsd,
        Map<String, Object> selfReported,
        Map<String, Object> grades,
        Map<String, Delivery> delivery,
        boolean simulated) {
    public static final int SCHEMA_VERSION = 1;

    public RunRecord {
        if (totalInputTokens != freshInputTokens + cacheReadTokens + cacheWriteTokens) {
            throw new IllegalArgumentException("the input buckets of " + cellId + " do not add up");
        }
        selfReported = java.util.Collections.unmodifiableMap(new TreeMap<>(selfReported));
        grades = java.util.Collections.unmodifiableMap(new TreeMap<>(grades));
        delivery = java.util.Collections.unmodifiableMap(new TreeMap<>(delivery));
    }

    public TokenUsage usage() {
        return new TokenUsage(freshInputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens);
    }
}
