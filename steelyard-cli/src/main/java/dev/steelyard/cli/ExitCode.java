package dev.steelyard.cli;

/// What a command's exit code means. A contract: scripts depend on it.
public final class ExitCode {
    /// Done; nothing speaks against it.
    public static final int FINE = 0;
    /// The tool itself failed.
    public static final int FAILED = 1;
    /// The command line or a file somebody wrote is wrong.
    public static final int USAGE = 2;
    /// Cells are missing, or a gate of the run did not hold.
    public static final int INCOMPLETE = 5;
    /// Stopped by the person at the terminal; the same command resumes.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
