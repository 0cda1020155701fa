package dev.steelyard.cli;

import dev.steelyard.lab.RunStop;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// Ctrl-C once lets the cells at work finish, twice ends them; TERM and HUP end them at once. All are resumable.
///
/// `sun.misc.Signal` is the only way to make of a signal a request instead of an end. It is exported for that
/// (jdk.unsupported), but the compiler warns of its name and cannot be told not to; hence by reflection.
final class StopSignals implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final List<Runnable> undo = new ArrayList<>();

    StopSignals(RunStop stop, Terminal terminal) {
        handle("INT", () -> interrupted(stop, terminal));
        handle("TERM", () -> stop.now("SIGTERM"));
        handle("HUP", () -> stop.now("SIGHUP"));
    }

    /// For what has nothing to finish.
    StopSignals(Runnable stop) {
        List.of("INT", "TERM", "HUP").forEach(name -> handle(name, stop));
    }

    private static void interrupted(RunStop stop, Terminal terminal) {
        if (stop.requested()) {
            stop.now("interrupted");
        } else {
            stop.soon();
            terminal.say("finishing the cells at work; once more to end them now. The same command resumes.");
        }
    }

    private void handle(String name, Runnable action) {
        Object before = install(name, handler(action));
        undo.add(() -> install(name, before));
    }

    private static Object handler(Runnable action) {
        InvocationHandler onSignal = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a signal handler";
        };
        try {
            return Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {Class.forName(HANDLER)}, onSignal);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this Java lacks jdk.unsupported", e);
        }
    }

    /// @return what handled the signal before
    private static Object install(String name, Object handler) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Object named = signal.getConstructor(String.class).newInstance(name);
            return signal.getMethod("handle", signal, Class.forName(HANDLER)).invoke(null, named, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the signal " + name + " cannot be handled", e);
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
