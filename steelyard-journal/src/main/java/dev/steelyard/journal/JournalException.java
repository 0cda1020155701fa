package dev.steelyard.journal;

/// A run folder's files cannot be written, read or trusted. The message is for the person at the terminal.
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
