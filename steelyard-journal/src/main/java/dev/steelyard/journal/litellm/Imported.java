package dev.steelyard.journal.litellm;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an import found.
///
/// @param lines entries in all files
/// @param method how calls were given to cells: `key` or `time_window`
/// @param anchor what the records' times count from; null without calls
/// @param calls of cells, by start
/// @param cells by name
/// @param others callers that are no cell's
public record Imported(
        long lines,
        String method,
        @Nullable Instant anchor,
        List<CallRecord> calls,
        SortedMap<CellTry, Sum> cells,
        SortedMap<String, Sum> others,
        Map<Correction, Long> corrections) {
    public Imported {
        calls = List.copyOf(calls);
        cells = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        others = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(others));
        var counts = new EnumMap<Correction, Long>(Correction.class);
        counts.putAll(corrections);
        corrections = java.util.Collections.unmodifiableMap(counts);
    }

    /// @param streams that were answered
    /// @param timed those of them whose time to first token can be trusted
    /// @param claimedUsd what LiteLLM says they cost
    public record Sum(long calls, long failed, long streams, long timed, TokenUsage usage, BigDecimal claimedUsd) {
        static final Sum NONE = new Sum(0, 0, 0, 0, TokenUsage.ZERO, BigDecimal.ZERO);

        Sum plus(SpendEntry entry) {
            boolean streamed = entry.stream() && !entry.failed();
            TokenUsage more = entry.usage().map(UsageRule.Counted::usage).orElse(TokenUsage.ZERO);
            BigDecimal usd = entry.claimedUsd();
            return new Sum(
                    calls + 1,
                    failed + (entry.failed() ? 1 : 0),
                    streams + (streamed ? 1 : 0),
                    timed + (streamed && entry.times().firstNs().isPresent() ? 1 : 0),
                    usage.plus(more),
                    usd == null ? claimedUsd : claimedUsd.add(usd));
        }
    }
}
