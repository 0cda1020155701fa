package dev.steelyard.gateway.dialect;

/// The client's body cannot be answered. The message is sent back to the client.
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadRequest(String message) {
        super(message, null, false, false);
    }
}
