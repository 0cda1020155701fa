package dev.steelyard.lab.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A command at work.
public interface Started extends AutoCloseable {
    /// Waits for the command's own end.
    ///
    /// @return its exit code; empty if the limit passed first
    OptionalInt await(Duration limit) throws InterruptedException;

    /// Ends the command and everything it started, now. Harmless when it has ended.
    void kill();

    /// What kept output from being written, such as a full disk. Known once closed.
    Optional<IOException> outputFailure();

    /// Ends what is left, then waits until the last output is on disk.
    @Override
    void close();
}
