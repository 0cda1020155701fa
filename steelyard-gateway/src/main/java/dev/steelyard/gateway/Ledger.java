package dev.steelyard.gateway;

import dev.steelyard.model.Limits;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a door has spent of its limits. A limit is checked before a call is answered, against what earlier calls are
/// known to have spent, so the calls in flight when it is reached may overshoot. Safe for concurrent use.
final class Ledger {
    private final Limits limits;
    private final @Nullable PriceSheet prices;
    private TokenUsage spent = TokenUsage.ZERO;
    private Usd cost = Usd.ZERO;
    private @Nullable Breach breach;

    Ledger(Limits limits, @Nullable PriceSheet prices) {
        this.limits = limits;
        this.prices = prices;
    }

    /// @param generation the call's number among those that generate, from 1
    synchronized Optional<Breach> check(int generation) {
        if (breach == null) {
            breach = reached(generation);
        }
        return Optional.ofNullable(breach);
    }

    private @Nullable Breach reached(int generation) {
        if (generation > limits.calls()) {
            return new Breach("calls", "all " + limits.calls() + " model calls are spent");
        }
        if (spent.total() >= limits.tokens()) {
            return new Breach("tokens", spent.total() + " of " + limits.tokens() + " tokens are spent");
        }
        Usd usd = limits.usdPerCell();
        if (usd != null && prices != null && cost.compareTo(usd) >= 0) {
            return new Breach("usd", cost.amount() + " of " + usd.amount() + " USD are spent");
        }
        return null;
    }

    synchronized void settle(TokenUsage usage) {
        spent = spent.plus(usage);
        if (prices != null) {
            cost = cost.plus(prices.cost(usage));
        }
    }

    /// Null means unpriced.
    @Nullable
    BigDecimal price(TokenUsage usage) {
        return prices == null ? null : prices.cost(usage).amount();
    }

    synchronized TokenUsage spent() {
        return spent;
    }

    synchronized @Nullable Usd cost() {
        return prices == null ? null : cost;
    }

    synchronized @Nullable Breach breach() {
        return breach;
    }
}
