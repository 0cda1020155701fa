package dev.steelyard.journal.spec;

import dev.steelyard.model.PriceRates;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.PriceTerms;
import dev.steelyard.model.PriceTier;
import dev.steelyard.model.PriceTier.Applies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one model's prices: the same keys in an experiment and in a price book.
final class PriceSheetReader {
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final Map<String, Applies> APPLIES =
            new TreeMap<>(Map.of("whole_request", Applies.WHOLE_REQUEST, "marginal", Applies.MARGINAL));
    private static final List<String> DIMENSIONS =
            List.of(PriceTerms.REGION, PriceTerms.SERVICE_TIER, PriceTerms.SPEED);

    private PriceSheetReader() {}

    /// The section stays open, for keys beside the prices.
    static PriceSheet read(Section section) {
        return new PriceSheet(rates(section), tiers(section), multipliers(section), webSearch(section));
    }

    private static PriceRates rates(Section section) {
        BigDecimal input = price(section, "input");
        BigDecimal cacheRead = price(section, "cache_read");
        BigDecimal cacheWrite = price(section, "cache_write");
        return new PriceRates(
                input,
                cacheRead,
                cacheWrite,
                section.decimal("cache_write_hour").orElse(cacheWrite),
                price(section, "output"),
                section.decimal("reasoning").orElse(null));
    }

    private static BigDecimal price(Section section, String key) {
        return section.require(key, key + ": \"3.00\"")
                ? section.decimal(key).orElse(BigDecimal.ZERO)
                : BigDecimal.ZERO;
    }

    private static List<PriceTier> tiers(Section section) {
        var tiers = new ArrayList<PriceTier>();
        for (Section tier : section.sections("tiers")) {
            try (tier) {
                tier.require("above_input_tokens", "above_input_tokens: 200000");
                tiers.add(new PriceTier(
                        tier.integer("above_input_tokens", 1, 1, MOST_TOKENS),
                        tier.choice("applies", APPLIES, Applies.WHOLE_REQUEST),
                        rates(tier)));
            }
        }
        return tiers;
    }

    private static Map<String, Map<String, BigDecimal>> multipliers(Section section) {
        var multipliers = new TreeMap<String, Map<String, BigDecimal>>();
        section.section("multipliers").ifPresent(inner -> {
            try (inner) {
                for (String dimension : DIMENSIONS) {
                    inner.section(dimension).ifPresent(factors -> multipliers.put(dimension, factors(factors)));
                }
            }
        });
        return multipliers;
    }

    private static Map<String, BigDecimal> factors(Section section) {
        var factors = new TreeMap<String, BigDecimal>();
        for (String value : section.names()) {
            section.decimal(value).ifPresent(factor -> factors.put(value, factor));
        }
        return factors;
    }

    private static @Nullable BigDecimal webSearch(Section section) {
        return section.section("per_request")
                .flatMap(inner -> {
                    try (inner) {
                        return inner.decimal("web_search");
                    }
                })
                .orElse(null);
    }
}
