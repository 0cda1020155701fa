package dev.steelyard.journal.litellm;

import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.TokenUsage;
import java.util.List;

/// The call record of a log entry. What a log cannot know is null, empty or 0, and lane and usage source say where it
/// comes from; it is unpriced, because LiteLLM's own cost is often wrong.
final class ImportedCall {
    private static final String IMPORTED = "imported";
    private static final String UNKNOWN = "unknown";

    private ImportedCall() {}

    static CallRecord record(SpendEntry entry, CellTry cell, int seq, int attempts, long anchorNs) {
        Clock.Times times = entry.times();
        TokenUsage usage = entry.usage().map(UsageRule.Counted::usage).orElse(TokenUsage.ZERO);
        long doneNs = times.endNs() - anchorNs;
        return new CallRecord(
                CallRecord.SCHEMA_VERSION,
                entry.id(),
                cell.cell(),
                cell.attempt(),
                seq,
                CallKind.MAIN,
                entry.dialect(),
                UNKNOWN,
                IMPORTED,
                entry.modelRequested(),
                entry.modelServed(),
                entry.stream(),
                times.startNs() - anchorNs,
                null,
                null,
                null,
                times.firstNs().map(at -> at - anchorNs).orElse(null),
                entry.failed() ? null : doneNs,
                doneNs,
                entry.status(),
                entry.error(),
                attempts,
                usage.freshInput(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.cacheWriteHour(),
                usage.output(),
                usage.reasoning(),
                IMPORTED,
                entry.raw(),
                null,
                List.of(),
                0,
                0,
                entry.corrections().stream().map(Correction::code).sorted().toList(),
                List.of(),
                null,
                List.of(),
                null,
                false);
    }
}
