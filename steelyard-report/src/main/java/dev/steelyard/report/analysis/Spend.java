package dev.steelyard.report.analysis;

import dev.steelyard.model.RunRecord;
import java.math.BigDecimal;
import java.util.List;

/// What all attempts cost, those that count and those that do not.
///
/// @param usd the sum over the priced attempts, so a lower bound if any is unpriced
public record Spend(BigDecimal usd, int unpricedAttempts) {
    static Spend of(List<RunRecord> attempts) {
        var usd = BigDecimal.ZERO;
        int unpriced = 0;
        for (RunRecord attempt : attempts) {
            var cost = attempt.costUsd();
            if (cost == null) {
                unpriced++;
            } else {
                usd = usd.add(cost);
            }
        }
        return new Spend(usd, unpriced);
    }

    Spend plus(Spend other) {
        return new Spend(usd.add(other.usd), unpricedAttempts + other.unpricedAttempts);
    }
}
