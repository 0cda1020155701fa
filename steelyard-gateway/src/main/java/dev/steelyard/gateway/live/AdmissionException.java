package dev.steelyard.gateway.live;

/// A provider's authorization server refuses the harness, or cannot be reached. Befalls a call, not the run.
public final class AdmissionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AdmissionException(String message) {
        super(message);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
