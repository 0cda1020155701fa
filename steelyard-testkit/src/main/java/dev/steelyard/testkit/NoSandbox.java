package dev.steelyard.testkit;

import dev.steelyard.lab.sandbox.Launch;
import dev.steelyard.lab.sandbox.Sandbox;
import dev.steelyard.lab.sandbox.Started;
import java.util.Optional;

/// Stands where no sandbox is yet.
final class NoSandbox implements Sandbox {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.of("there is none");
    }

    @Override
    public Started launch(Launch launch) {
        throw new UnsupportedOperationException("there is no sandbox");
    }

    @Override
    public int reap(String mark) {
        return 0;
    }

    @Override
    public void close() {}
}
