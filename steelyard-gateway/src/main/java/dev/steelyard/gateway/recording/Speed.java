package dev.steelyard.gateway.recording;

/// How fast answers are played.
///
/// @param share of the recorded time that is taken: 1 as recorded, 0 at once
public record Speed(double share) {
    public static final Speed RECORDED = new Speed(1);
    public static final Speed ZERO = new Speed(0);

    public Speed {
        if (!(share >= 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("a share of the recorded time is a number from 0, got " + share);
        }
    }

    /// @param factor above 1 is faster than recorded
    public static Speed times(double factor) {
        return new Speed(1 / factor);
    }

    /// Whether times are those of the model that was recorded.
    public boolean asRecorded() {
        return share == 1;
    }

    public long scaledNs(long recordedNs) {
        return (long) (recordedNs * share);
    }
}
