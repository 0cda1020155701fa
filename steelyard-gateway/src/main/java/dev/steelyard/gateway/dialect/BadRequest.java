package dev.steelyard.gateway.dialect;

/// The client's body cannot be answered. The reason is sent back to the client.
public class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    public BadRequest(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
