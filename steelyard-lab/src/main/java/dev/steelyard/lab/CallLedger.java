package dev.steelyard.lab;

import dev.steelyard.journal.JournalEvent;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Takes every finished call from the gateway: into the journal at once, and in hand until its attempt ends.
///
/// A journal that cannot be written is reported to `onFailure` rather than thrown into the gateway's threads.
final class CallLedger implements Consumer<CallRecord> {
    private record Key(CellId cell, int attempt) {}

    private final JournalWriter journal;
    private final Consumer<RuntimeException> onFailure;
    private final ConcurrentHashMap<Key, ConcurrentLinkedQueue<CallRecord>> open = new ConcurrentHashMap<>();

    CallLedger(JournalWriter journal, Consumer<RuntimeException> onFailure) {
        this.journal = journal;
        this.onFailure = onFailure;
    }

    @Override
    public void accept(CallRecord call) {
        try {
            journal.append(new JournalEvent.CallFinished(call), Durability.HANDED_OVER);
        } catch (RuntimeException e) {
            onFailure.accept(e);
        }
        open.computeIfAbsent(new Key(call.cellId(), call.attempt()), _ -> new ConcurrentLinkedQueue<>())
                .add(call);
    }

    /// The attempt's latest finished call, if it is still at work and has one.
    Optional<CallRecord> latest(CellId cell, int attempt) {
        var calls = open.get(new Key(cell, attempt));
        return calls == null ? Optional.empty() : calls.stream().reduce((_, last) -> last);
    }

    /// The attempt's calls, which are then no longer held.
    List<CallRecord> take(CellId cell, int attempt) {
        var calls = open.remove(new Key(cell, attempt));
        return calls == null ? List.of() : List.copyOf(calls);
    }
}
