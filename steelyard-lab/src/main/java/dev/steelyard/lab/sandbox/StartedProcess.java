package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A command of [ProcessSandbox].
final class StartedProcess implements Started {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration DEATH = Duration.ofSeconds(5);

    private final Process process;
    private final boolean namespace;
    private final String mark;
    private final OutputPump stdout;
    private final OutputPump stderr;

    StartedProcess(Process process, Launch launch, boolean namespace) {
        this.process = process;
        this.namespace = namespace;
        this.mark = launch.mark();
        var allowance = new AtomicLong(launch.outputLimit());
        var flooded = new AtomicBoolean();
        Runnable onFlood = () -> {
            if (flooded.compareAndSet(false, true)) {
                launch.onFlood().run();
            }
        };
        this.stdout = new OutputPump(process.getInputStream(), launch.stdout(), allowance, onFlood);
        this.stderr = new OutputPump(process.getErrorStream(), launch.stderr(), allowance, onFlood);
    }

    @Override
    public OptionalInt await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /// By its handle: [Process#destroyForcibly] would also close the pipes, and with them lose what was printed last.
    @Override
    public void kill() {
        if (!namespace) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        process.toHandle().destroyForcibly();
    }

    @Override
    public Optional<IOException> outputFailure() {
        return stdout.failure().or(stderr::failure);
    }

    @Override
    public void close() {
        boolean endedByItself = !process.isAlive();
        if (!endedByItself) {
            kill();
        }
        try {
            process.waitFor(DEATH.toNanos(), TimeUnit.NANOSECONDS);
            if (!(namespace && endedByItself)) {
                Strays.marked(mark).killAndWait(DEATH);
            }
            stdout.join(LAST_WORDS);
            stderr.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Strays.marked(mark).kill();
            Thread.currentThread().interrupt();
        }
    }
}
