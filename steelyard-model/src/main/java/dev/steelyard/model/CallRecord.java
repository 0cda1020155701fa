package dev.steelyard.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One model request: one line of `calls.jsonl`. Times are monotonic nanoseconds since the run's anchor; null means
/// the moment never came.
///
/// @param seq the call's number within its attempt, from 1, in order of arrival
/// @param lane `native` if the bytes passed through, `translated` if the dialects differ, `simulated`, `replayed` from
///     an earlier run, or `imported` from another tool's log
/// @param modelRequested the name the agent asked for
/// @param status HTTP status sent to the agent; 0 if none was
/// @param error what went wrong and whose fault, or null
/// @param attempts tries against the upstream
/// @param usageSource `exact`, `partial`, `estimated`, or `imported`
/// @param usageRaw the upstream's usage object, verbatim
/// @param toolCalls names of the tools the answer calls, in order
/// @param tries every request sent upstream, the one whose answer was delivered last
/// @param stopReason the upstream's own word for why the model stopped, or null
/// @param promptParts where the input tokens went; empty if the prompt was not looked at
/// @param gaps null unless the answer was streamed
/// @param cacheWriteHourTokens the part of `cacheWriteTokens` that is kept, and billed, for an hour
/// @param lossy codes of what a translation could not carry, the native lane changed or an import corrected
public record CallRecord(
        int schemaVersion,
        String callId,
        CellId cellId,
        int attempt,
        int seq,
        CallKind kind,
        String ingressDialect,
        String upstreamDialect,
        String lane,
        String modelRequested,
        String modelServed,
        boolean stream,
        long receivedNs,
        @Nullable Long sentNs,
        @Nullable Long headersNs,
        @Nullable Long firstByteNs,
        @Nullable Long firstContentNs,
        @Nullable Long lastByteNs,
        long doneNs,
        int status,
        @Nullable CallError error,
        int attempts,
        long freshInputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long cacheWriteHourTokens,
        long outputTokens,
        long reasoningTokens,
        String usageSource,
        Map<String, Object> usageRaw,
        @Nullable BigDecimal costUsd,
        List<String> toolCalls,
        long requestBytes,
        long responseBytes,
        List<String> lossy,
        List<UpstreamTry> tries,
        @Nullable String stopReason,
        List<PromptPart> promptParts,
        @Nullable FrameGaps gaps,
        boolean simulated) {
    public static final int SCHEMA_VERSION = 1;
    private static final int OK = 200;

    public CallRecord {
        usageRaw = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(usageRaw));
        toolCalls = List.copyOf(toolCalls);
        lossy = List.copyOf(lossy);
        tries = List.copyOf(tries);
        promptParts = List.copyOf(promptParts);
    }

    /// Whether it was a generation that began: refused, malformed and counting requests are none.
    public boolean answered() {
        return kind != CallKind.COUNT && status == OK;
    }

    public TokenUsage usage() {
        return new TokenUsage(
                freshInputTokens,
                cacheReadTokens,
                cacheWriteTokens,
                cacheWriteHourTokens,
                outputTokens,
                reasoningTokens);
    }
}
