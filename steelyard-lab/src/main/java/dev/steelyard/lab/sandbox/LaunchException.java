package dev.steelyard.lab.sandbox;

/// A command could not be started, or what it printed could not be kept: the cell's infrastructure, not the agent, is
/// at fault.
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
