package dev.steelyard.journal.litellm;

import dev.steelyard.model.CallRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From LiteLLM's spend logs to call records. All or nothing: anything that cannot be read is told, with its place, and
/// nothing is imported.
public final class SpendImport {
    private final Complaints complaints = new Complaints();
    private final Map<Correction, Long> counts = new EnumMap<>(Correction.class);
    private final Map<String, Merged> calls = new LinkedHashMap<>();
    private long lines;

    private SpendImport() {}

    /// A call, and how often LiteLLM tried it.
    private record Merged(SpendEntry entry, int attempts) {}

    /// @param keys which cell each key is; null if keys are named after cells
    /// @param windows when each cell ran; null to go by key
    /// @throws dev.steelyard.journal.spec.SpecException with everything that is wrong with the files
    public static Imported of(List<Path> logs, @Nullable Path keys, @Nullable Path windows) {
        var spend = new SpendImport();
        Attribution attribution = spend.attribution(keys, windows);
        var reader = new LogReader(spend.complaints, spend.counts);
        logs.forEach(log -> reader.read(log, spend::take));
        spend.complaints.throwIfAny();
        return spend.result(attribution);
    }

    private Attribution attribution(@Nullable Path keys, @Nullable Path windows) {
        if (windows != null) {
            return TimeWindows.read(windows, complaints);
        }
        return keys == null ? KeyMap.ofAliases() : KeyMap.read(keys, complaints);
    }

    private void take(SpendLine line) {
        lines++;
        CallTypes.Kind kind = CallTypes.kind(EntryReader.callType(line));
        if (kind == CallTypes.Kind.OTHER) {
            count(Correction.NOT_A_GENERATION);
            return;
        }
        try {
            SpendEntry entry = EntryReader.read(line);
            if (kind == CallTypes.Kind.UNKNOWN) {
                entry.corrections().add(Correction.CALL_TYPE_UNKNOWN);
            }
            calls.merge(entry.id(), new Merged(entry, 1), this::merge);
        } catch (Fields.Unfit e) {
            complaints.at(line.file(), line.line(), String.valueOf(e.getMessage()), "");
        }
    }

    /// Two lines of one call: LiteLLM tried again after a failure, or its two hooks both wrote.
    private Merged merge(Merged earlier, Merged later) {
        if (earlier.entry().failed() != later.entry().failed()) {
            count(Correction.RETRIED);
            SpendEntry answered = earlier.entry().failed() ? later.entry() : earlier.entry();
            return new Merged(answered, earlier.attempts() + 1);
        }
        count(Correction.DUPLICATE);
        boolean laterKnowsMore =
                earlier.entry().usage().isEmpty() && later.entry().usage().isPresent();
        return laterKnowsMore ? new Merged(later.entry(), earlier.attempts()) : earlier;
    }

    private void count(Correction correction) {
        counts.merge(correction, 1L, Long::sum);
    }

    private Imported result(Attribution attribution) {
        var cells = new TreeMap<CellTry, Imported.Sum>();
        var others = new TreeMap<String, Imported.Sum>();
        var records = new ArrayList<CallRecord>();
        Collection<Merged> byStart = calls.values().stream()
                .sorted(Comparator.comparingLong(
                                (Merged it) -> it.entry().times().startNs())
                        .thenComparing(it -> it.entry().id()))
                .toList();
        long anchorNs = byStart.stream()
                .mapToLong(it -> it.entry().times().startNs())
                .findFirst()
                .orElse(0);
        for (Merged call : byStart) {
            SpendEntry entry = call.entry();
            var cell = attribution.cellOf(entry);
            note(attribution, entry, cell.isPresent());
            entry.corrections().forEach(this::count);
            if (cell.isPresent()) {
                var sum = cells.merge(cell.get(), Imported.Sum.NONE.plus(entry), (sums, _) -> sums.plus(entry));
                records.add(ImportedCall.record(entry, cell.get(), (int) sum.calls(), call.attempts(), anchorNs));
            } else {
                others.merge(entry.caller().name(), Imported.Sum.NONE.plus(entry), (sums, _) -> sums.plus(entry));
            }
        }
        Instant anchor = byStart.isEmpty() ? null : Instant.ofEpochSecond(0, anchorNs);
        return new Imported(lines, attribution.method(), anchor, records, cells, others, counts);
    }

    private static void note(Attribution attribution, SpendEntry entry, boolean ofACell) {
        if (attribution instanceof TimeWindows windows && ofACell) {
            entry.corrections().add(Correction.ATTRIBUTED_BY_TIME);
            if (windows.overruns(entry)) {
                entry.corrections().add(Correction.WINDOW_OVERRUN);
            }
        }
    }
}
