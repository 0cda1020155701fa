package dev.steelyard.gateway;

import java.math.BigDecimal;
import java.util.Optional;

/// One capped amount, in tokens or dollars: what is spent of it, and what calls in flight may still spend. Guarded by
/// its [Budget].
final class Account {
    private final String cause;
    private final String unit;
    private final BigDecimal limit;
    private BigDecimal spent;
    private BigDecimal held = BigDecimal.ZERO;
    private int open;

    /// @param cause as in [Breach]
    Account(String cause, String unit, BigDecimal limit, BigDecimal spent) {
        this.cause = cause;
        this.unit = unit;
        this.limit = limit;
        this.spent = spent;
    }

    Optional<Breach> breach() {
        return spent.compareTo(limit) < 0
                ? Optional.empty()
                : Optional.of(new Breach(
                        cause, spent.toPlainString() + " of " + limit.toPlainString() + " " + unit + " are spent"));
    }

    /// Whether a call fits, come what may. One that is alone always does: else nobody could spend the last of it.
    boolean hasRoom(BigDecimal most) {
        return open == 0 || spent.add(held).add(most).compareTo(limit) <= 0;
    }

    void hold(BigDecimal most) {
        held = held.add(most);
        open++;
    }

    void free(BigDecimal most) {
        held = held.subtract(most);
        open--;
    }

    void spend(BigDecimal amount) {
        spent = spent.add(amount);
    }
}
