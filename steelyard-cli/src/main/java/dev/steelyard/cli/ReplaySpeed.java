package dev.steelyard.cli;

import dev.steelyard.gateway.recording.Speed;
import dev.steelyard.model.ModelRef;
import java.math.BigDecimal;

/// `--speed`: how fast recorded answers are played.
///
/// @param word as the plan has it
record ReplaySpeed(String word, Speed speed) {
    private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);

    /// @throws UsageException if the text is neither a word nor a factor
    static ReplaySpeed of(String text) {
        return switch (text) {
            case ModelRef.AS_RECORDED -> new ReplaySpeed(ModelRef.AS_RECORDED, Speed.RECORDED);
            case "zero" -> new ReplaySpeed("zero", Speed.ZERO);
            case String factor -> times(factor);
        };
    }

    private static ReplaySpeed times(String text) {
        BigDecimal factor;
        try {
            factor = new BigDecimal(text);
        } catch (NumberFormatException _) {
            factor = BigDecimal.ZERO;
        }
        if (factor.signum() <= 0 || factor.compareTo(FASTEST) > 0) {
            throw new UsageException("--speed must be 'recorded', 'zero' or how many times as fast, got " + text);
        }
        return factor.compareTo(BigDecimal.ONE) == 0
                ? of(ModelRef.AS_RECORDED)
                : new ReplaySpeed("x" + factor.stripTrailingZeros().toPlainString(), Speed.times(factor.doubleValue()));
    }
}
