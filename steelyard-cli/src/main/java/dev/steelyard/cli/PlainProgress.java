package dev.steelyard.cli;

import dev.steelyard.lab.RunView;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line per finished cell, for logs.
final class PlainProgress implements Progress {
    private final Terminal terminal;
    private final boolean quiet;
    private volatile @Nullable RunView view;

    PlainProgress(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    @Override
    public void begins(RunView begun) {
        view = begun;
    }

    @Override
    public void says(String message) {
        if (!quiet) {
            terminal.say(message);
        }
    }

    @Override
    public void cellFinished(RunRecord record) {
        RunView known = view;
        if (!quiet && known != null) {
            terminal.say(line(record, Tally.of(known)));
        }
    }

    /// What went wrong on our side, in words; an agent's own failures are told by their cause.
    private static String detail(RunRecord record) {
        return record.outcome() == Outcome.INFRASTRUCTURE && record.detail() != null ? ": " + record.detail() : "";
    }

    static String line(RunRecord record, Tally tally) {
        String outcome = record.outcome().name().toLowerCase(Locale.ROOT)
                + (record.cause() == null ? "" : " (" + record.cause() + detail(record) + ")");
        return "[%d/%d] %s %s: %.1f s, %d calls, %,d tokens in, %,d out"
                .formatted(
                        tally.observed(),
                        tally.planned(),
                        record.cellId(),
                        outcome,
                        record.wallS(),
                        record.calls(),
                        record.totalInputTokens(),
                        record.outputTokens());
    }

    @Override
    public void close() {
        // Nothing is left on the screen that would have to be taken back.
    }
}
