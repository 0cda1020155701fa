package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Processes that carry a mark in their environment, found in `/proc`. Empty on systems without it.
record Strays(String mark) {
    private static final Duration POLL = Duration.ofMillis(2);

    static Strays marked(String mark) {
        return new Strays(mark);
    }

    /// @return how many there were
    int kill() {
        List<ProcessHandle> found = find();
        found.forEach(ProcessHandle::destroyForcibly);
        return found.size();
    }

    /// Kills until none is left, or the limit passed.
    void killAndWait(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (kill() > 0 && System.nanoTime() < end) {
            Thread.sleep(POLL);
        }
    }

    private List<ProcessHandle> find() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self && carriesMark(process.pid()))
                .toList();
    }

    private boolean carriesMark(long pid) {
        try {
            String environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(Launch.MARK + "=" + mark);
        } catch (IOException _) {
            // Gone meanwhile, a kernel thread, or another user's: not ours to end.
            return false;
        }
    }
}
