package dev.steelyard.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one model costs. All arithmetic is decimal and exact, so that a cost can be computed again from a record.
///
/// @param rates of calls below every tier
/// @param tiers in rising order of their thresholds
/// @param multipliers dimension of [PriceTerms] → value → factor on the whole call's tokens; [#OTHER] stands for every
///     value not named. The price does not depend on a dimension that is absent
/// @param webSearch USD of one search run by the provider; null if such a call cannot be priced
public record PriceSheet(
        PriceRates rates,
        List<PriceTier> tiers,
        Map<String, Map<String, BigDecimal>> multipliers,
        @Nullable BigDecimal webSearch) {
    public static final String OTHER = "other";

    public PriceSheet {
        tiers = tiers.stream()
                .sorted(Comparator.comparingLong(PriceTier::aboveInputTokens))
                .toList();
        var sorted = new TreeMap<String, Map<String, BigDecimal>>();
        multipliers.forEach((dimension, factors) ->
                sorted.put(dimension, java.util.Collections.unmodifiableMap(new TreeMap<>(factors))));
        multipliers = java.util.Collections.unmodifiableMap(sorted);
    }

    /// Flat rates, whatever the size of the call and however long its cache is kept.
    public PriceSheet(BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output) {
        this(new PriceRates(input, cacheRead, cacheWrite, cacheWrite, output, null), List.of(), Map.of(), null);
    }

    /// The list price of one call. Not of a sum of calls: tiers look at each call's own input.
    public Usd cost(TokenUsage usage) {
        return new Usd(tokens(usage));
    }

    /// The price of one call, or empty if the terms are none that this sheet knows: unpriced is not free.
    public Optional<Usd> cost(TokenUsage usage, PriceTerms terms) {
        Optional<BigDecimal> searches = searches(terms.webSearches());
        return factor(terms)
                .flatMap(factor -> searches.map(
                        extra -> new Usd(tokens(usage).multiply(factor).add(extra))));
    }

    /// What a record's call cost, computed again from its buckets and its provider's usage object.
    public Optional<Usd> cost(CallRecord call) {
        return cost(call.usage(), PriceTerms.of(call.usageRaw()));
    }

    /// What a call can cost at most at list price, if these bounds on its tokens hold.
    public Usd most(long inputTokens, long outputTokens) {
        BigDecimal most = rates.most(inputTokens, outputTokens);
        for (PriceTier tier : tiers) {
            if (inputTokens > tier.aboveInputTokens()) {
                most = most.max(tier.rates().most(inputTokens, outputTokens));
            }
        }
        return new Usd(most);
    }

    private BigDecimal tokens(TokenUsage usage) {
        PriceTier reached = null;
        for (PriceTier tier : tiers) {
            reached = usage.totalInput() > tier.aboveInputTokens() ? tier : reached;
        }
        if (reached == null) {
            return rates.cost(usage);
        }
        return switch (reached.applies()) {
            case WHOLE_REQUEST -> reached.rates().cost(usage);
            case MARGINAL -> marginal(usage, reached);
        };
    }

    /// Rounded to the twelfth digit of a dollar, since a proportion may have no end.
    private BigDecimal marginal(TokenUsage usage, PriceTier tier) {
        var output = new TokenUsage(0, 0, 0, usage.output(), usage.reasoning());
        var input =
                new TokenUsage(usage.freshInput(), usage.cacheRead(), usage.cacheWrite(), usage.cacheWriteHour(), 0, 0);
        BigDecimal all = BigDecimal.valueOf(usage.totalInput());
        BigDecimal below = rates.cost(input).multiply(BigDecimal.valueOf(tier.aboveInputTokens()));
        BigDecimal above =
                tier.rates().cost(input).multiply(BigDecimal.valueOf(usage.totalInput() - tier.aboveInputTokens()));
        return below.add(above)
                .divide(all, 12, java.math.RoundingMode.HALF_EVEN)
                .add(tier.rates().cost(output));
    }

    private Optional<BigDecimal> factor(PriceTerms terms) {
        BigDecimal factor = BigDecimal.ONE;
        for (var term : terms.named().entrySet()) {
            Map<String, BigDecimal> known = multipliers.get(term.getKey());
            if (known != null) {
                BigDecimal one = known.getOrDefault(term.getValue(), known.get(OTHER));
                if (one == null) {
                    return Optional.empty();
                }
                factor = factor.multiply(one);
            }
        }
        return Optional.of(factor);
    }

    private Optional<BigDecimal> searches(long count) {
        return count == 0
                ? Optional.of(BigDecimal.ZERO)
                : Optional.ofNullable(webSearch).map(price -> price.multiply(BigDecimal.valueOf(count)));
    }
}
