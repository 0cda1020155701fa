package dev.steelyard.lab.sandbox;

import java.util.Optional;

/// Where an agent's processes live.
///
/// Contract: a launched command sees only the environment it is given; nothing it started outlives its [Started];
/// nothing outlives the harness either, however that dies, once [#reap] has been called by the next one.
public interface Sandbox extends AutoCloseable {
    /// `process`, `bubblewrap`, …
    String name();

    /// Why this sandbox cannot be used here; empty if it can.
    Optional<String> unavailable();

    /// @throws LaunchException if the command cannot be started
    Started launch(Launch launch);

    /// Ends every process that carries the mark of a run, whoever started it.
    ///
    /// @return how many there were
    int reap(String mark);

    @Override
    void close();
}
