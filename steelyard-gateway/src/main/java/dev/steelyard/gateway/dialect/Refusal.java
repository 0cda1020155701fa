package dev.steelyard.gateway.dialect;

/// Why a request gets no answer from a model.
public enum Refusal {
    BAD_REQUEST(400),
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    TOO_LARGE(413),
    UPGRADE_REQUIRED(426),
    /// 400 and not 402, 403 or 429: the one status that no known agent tries again.
    BUDGET_SPENT(400),
    /// Somebody takes too much of the gateway's room; it may pass.
    BUSY(503),
    FAILED(500);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
