package dev.steelyard.gateway;

import dev.steelyard.model.Limits;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.PriceTerms;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a door has spent of its limits, and of its run's: the rule is at [Budget]. Safe for concurrent use.
final class Ledger {
    private final Limits limits;
    private final @Nullable PriceSheet prices;
    private final Budget budget;
    private final Account tokens;
    private final @Nullable Account usd;
    private TokenUsage spent = TokenUsage.ZERO;
    private Usd cost = Usd.ZERO;
    private boolean unpriced;
    private @Nullable Breach breach;

    Ledger(Limits limits, @Nullable PriceSheet prices, Budget budget) {
        this.limits = limits;
        this.prices = prices;
        this.budget = budget;
        this.tokens = new Account("tokens", "tokens", BigDecimal.valueOf(limits.tokens()), BigDecimal.ZERO);
        this.usd = limits.usdPerCell() == null || prices == null
                ? null
                : new Account("usd", "USD", limits.usdPerCell().amount(), BigDecimal.ZERO);
        this.unpriced = prices == null;
    }

    Budget budget() {
        return budget;
    }

    /// Not yet claimed.
    ///
    /// @param generation the call's number among those that generate, from 1
    /// @param most of input and output tokens
    /// @param onDecision as for [Hold]
    Hold hold(int generation, Bound most, Runnable onDecision) {
        var claims = new HashMap<Account, BigDecimal>();
        claims.put(tokens, BigDecimal.valueOf(most.inputTokens() + most.outputTokens()));
        if (prices != null) {
            BigDecimal dollars =
                    prices.most(most.inputTokens(), most.outputTokens()).amount();
            budget.total().ifPresent(total -> claims.put(total, dollars));
            if (usd != null) {
                claims.put(usd, dollars);
            }
        }
        return new Hold(this, generation, claims, onDecision);
    }

    /// A limit that is reached, by now or for a call of that number. The first stays.
    Optional<Breach> breached(int generation) {
        synchronized (budget) {
            if (breach == null) {
                breach = reached(generation);
            }
            return Optional.ofNullable(breach);
        }
    }

    private @Nullable Breach reached(int generation) {
        if (generation > limits.calls()) {
            return new Breach("calls", "all " + limits.calls() + " model calls are spent");
        }
        return tokens.breach()
                .or(() -> usd == null ? Optional.empty() : usd.breach())
                .or(() -> prices == null ? Optional.empty() : budget.breach())
                .orElse(null);
    }

    /// What a call spent takes the place of what was held for it.
    ///
    /// @param cost empty if it is unpriced
    void settle(Hold hold, TokenUsage usage, Optional<Usd> cost) {
        synchronized (budget) {
            spent = spent.plus(usage);
            tokens.spend(BigDecimal.valueOf(usage.total()));
            this.cost = this.cost.plus(cost.orElse(Usd.ZERO));
            unpriced |= cost.isEmpty();
            // An unpriced call spends what was held for it: it was not free.
            if (usd != null) {
                usd.spend(cost.map(Usd::amount).orElseGet(() -> hold.most(usd)));
            }
            budget.total().ifPresent(total -> total.spend(cost.map(Usd::amount).orElseGet(() -> hold.most(total))));
        }
        hold.release();
    }

    /// Empty means unpriced.
    ///
    /// @param usageRaw the provider's own usage object
    Optional<Usd> price(TokenUsage usage, Map<String, Object> usageRaw) {
        return prices == null ? Optional.empty() : prices.cost(usage, PriceTerms.of(usageRaw));
    }

    TokenUsage spent() {
        synchronized (budget) {
            return spent;
        }
    }

    @Nullable
    Usd cost() {
        synchronized (budget) {
            return unpriced ? null : cost;
        }
    }

    @Nullable
    Breach breach() {
        synchronized (budget) {
            return breach;
        }
    }
}
