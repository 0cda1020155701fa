package dev.steelyard.cli;

import dev.steelyard.lab.RunWatcher;

/// Shows a run while it is at work.
sealed interface Progress extends RunWatcher, AutoCloseable permits PlainProgress, LiveProgress {
    static Progress on(Terminal terminal, boolean quiet) {
        return terminal.interactive() && !quiet ? new LiveProgress(terminal) : new PlainProgress(terminal, quiet);
    }

    @Override
    void close();
}
