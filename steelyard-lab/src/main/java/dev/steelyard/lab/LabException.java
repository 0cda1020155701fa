package dev.steelyard.lab;

/// Something outside the experiment's own text stands in the way: a missing program, a folder that cannot be
/// written, a condition that does not build. The message is for the person at the terminal.
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
