package dev.steelyard.gateway.live;

/// A provider sends more in one piece than the gateway is ready to hold. Befalls the call, not the run.
public final class OversizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OversizedException(String what) {
        super("the provider sent " + what);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
