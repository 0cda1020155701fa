package dev.steelyard.cli;

import dev.steelyard.lab.RunStop;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Ctrl-C once lets the cells at work finish, twice ends them; TERM and HUP end them at once. All are resumable.
final class StopSignals implements AutoCloseable {
    private final RunStop stop;
    private final Terminal terminal;
    private final List<Runnable> undo = new ArrayList<>();

    StopSignals(RunStop stop, Terminal terminal) {
        this.stop = stop;
        this.terminal = terminal;
        handle("INT", _ -> interrupted());
        handle("TERM", _ -> stop.now("SIGTERM"));
        handle("HUP", _ -> stop.now("SIGHUP"));
    }

    private void handle(String name, SignalHandler handler) {
        var signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, handler);
        undo.add(() -> Signal.handle(signal, before));
    }

    private void interrupted() {
        if (stop.requested()) {
            stop.now("interrupted");
        } else {
            stop.soon();
            terminal.say("finishing the cells at work; once more to end them now. The same command resumes.");
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
