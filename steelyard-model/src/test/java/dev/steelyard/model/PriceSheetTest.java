package dev.steelyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.PriceTier.Applies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceSheetTest {
    private static final PriceRates LOW = rates("3", "0.30", "3.75", "6", "15");
    private static final PriceRates HIGH = rates("6", "0.60", "7.50", "12", "22.50");
    private static final PriceSheet FLAT = sheet(List.of(), Map.of());

    private static PriceRates rates(String... perMillion) {
        return new PriceRates(
                new BigDecimal(perMillion[0]),
                new BigDecimal(perMillion[1]),
                new BigDecimal(perMillion[2]),
                new BigDecimal(perMillion[3]),
                new BigDecimal(perMillion[4]),
                null);
    }

    private static PriceSheet sheet(List<PriceTier> tiers, Map<String, Map<String, BigDecimal>> multipliers) {
        return new PriceSheet(LOW, tiers, multipliers, new BigDecimal("0.01"));
    }

    private static PriceSheet tiered(long above, Applies applies) {
        return sheet(List.of(new PriceTier(above, applies, HIGH)), Map.of());
    }

    private static String cost(PriceSheet sheet, TokenUsage usage) {
        return sheet.cost(usage).amount().stripTrailingZeros().toPlainString();
    }

    private static Optional<String> cost(PriceSheet sheet, TokenUsage usage, Map<String, Object> raw) {
        return sheet.cost(usage, PriceTerms.of(raw))
                .map(usd -> usd.amount().stripTrailingZeros().toPlainString());
    }

    @Test
    void what_is_kept_for_an_hour_costs_more_than_what_is_kept_for_minutes() {
        assertThat(cost(FLAT, new TokenUsage(0, 0, 1_000_000, 0, 0, 0))).isEqualTo("3.75");
        assertThat(cost(FLAT, new TokenUsage(0, 0, 1_000_000, 1_000_000, 0, 0))).isEqualTo("6");
        assertThat(cost(FLAT, new TokenUsage(0, 0, 1_000_000, 400_000, 0, 0))).isEqualTo("4.65");
    }

    @Test
    void one_token_more_than_the_threshold_rates_the_whole_request_anew_in_every_bucket() {
        // Given
        PriceSheet sheet = tiered(200_000, Applies.WHOLE_REQUEST);

        // Then
        assertThat(cost(sheet, new TokenUsage(100_000, 60_000, 40_000, 10_000, 1_000, 0)))
                .isEqualTo("0.5055");
        assertThat(cost(sheet, new TokenUsage(100_001, 60_000, 40_000, 10_000, 1_000, 0)))
                .isEqualTo("1.003506");
    }

    @Test
    void a_threshold_looks_at_all_input_and_never_at_the_output() {
        // Given
        PriceSheet sheet = tiered(272_000, Applies.WHOLE_REQUEST);

        // Then
        assertThat(cost(sheet, new TokenUsage(0, 272_001, 0, 0, 0))).isEqualTo("0.1632006");
        assertThat(cost(sheet, new TokenUsage(0, 0, 0, 1_000_000, 0))).isEqualTo("15");
    }

    @Test
    void the_highest_tier_that_is_reached_counts_in_whichever_order_they_stand() {
        // Given
        var higher = new PriceTier(500_000, Applies.WHOLE_REQUEST, rates("9", "9", "9", "9", "9"));
        PriceSheet sheet = sheet(List.of(higher, new PriceTier(200_000, Applies.WHOLE_REQUEST, HIGH)), Map.of());

        // Then
        assertThat(cost(sheet, new TokenUsage(1_000_000, 0, 0, 0, 0))).isEqualTo("9");
        assertThat(cost(sheet, new TokenUsage(500_000, 0, 0, 0, 0))).isEqualTo("3");
    }

    @Test
    void a_marginal_tier_is_for_the_input_above_it_and_for_the_output() {
        // Given
        PriceSheet sheet = tiered(200_000, Applies.MARGINAL);

        // Then
        assertThat(cost(sheet, new TokenUsage(300_000, 0, 0, 1_000, 0))).isEqualTo("1.2225");
        assertThat(cost(sheet, new TokenUsage(200_000, 0, 0, 1_000, 0))).isEqualTo("0.615");
    }

    @Test
    void reasoning_is_output_unless_it_has_a_price_of_its_own() {
        // Given
        var apart = new PriceRates(
                LOW.input(),
                LOW.cacheRead(),
                LOW.cacheWrite(),
                LOW.cacheWriteHour(),
                LOW.output(),
                new BigDecimal("1"));
        var usage = new TokenUsage(0, 0, 0, 1_000_000, 400_000);

        // Then
        assertThat(cost(FLAT, usage)).isEqualTo("15");
        assertThat(cost(new PriceSheet(apart, List.of(), Map.of(), null), usage))
                .isEqualTo("9.4");
    }

    @Test
    void amounts_are_exact_where_binary_fractions_are_not() {
        // Given
        PriceSheet tenth = new PriceSheet(
                new BigDecimal("0.1"), new BigDecimal("0.2"), new BigDecimal("0.3"), new BigDecimal("0.7"));

        // Then
        assertThat(cost(tenth, new TokenUsage(1, 1, 0, 0, 0))).isEqualTo("0.0000003");
        assertThat(cost(tenth, new TokenUsage(Long.MAX_VALUE / 4, 0, 0, 0, 0))).isEqualTo("230584300921.3693951");
    }

    @Test
    void what_the_provider_says_of_a_call_multiplies_its_tokens_and_adds_its_searches() {
        // Given
        PriceSheet sheet = sheet(
                List.of(),
                Map.of(
                        PriceTerms.SERVICE_TIER, Map.of("batch", new BigDecimal("0.5")),
                        PriceTerms.REGION, Map.of("us", new BigDecimal("1.1"))));
        var usage = new TokenUsage(1_000_000, 0, 0, 0, 0);
        Map<String, Object> searches = Map.of("web_search_requests", 3);

        // Then
        assertThat(cost(sheet, usage, Map.of("service_tier", "standard", "inference_geo", "global")))
                .contains("3");
        assertThat(cost(sheet, usage, Map.of("service_tier", "batch", "inference_geo", "us")))
                .contains("1.65");
        assertThat(cost(sheet, usage, Map.of("service_tier", "batch", "server_tool_use", searches)))
                .contains("1.53");
    }

    @Test
    void terms_the_sheet_does_not_know_leave_a_call_unpriced() {
        // Given
        PriceSheet sheet = sheet(List.of(), Map.of(PriceTerms.SERVICE_TIER, Map.of("batch", new BigDecimal("0.5"))));
        var usage = new TokenUsage(1, 0, 0, 0, 0);
        Map<String, Object> searches = Map.of("web_search_requests", 1);

        // Then
        assertThat(cost(sheet, usage, Map.of("service_tier", "priority"))).isEmpty();
        assertThat(cost(sheet, usage, Map.of("inference_geo", "us"))).contains("0.000003");
        assertThat(cost(new PriceSheet(LOW, List.of(), Map.of(), null), usage, Map.of("server_tool_use", searches)))
                .isEmpty();
    }

    @Test
    void no_split_of_the_same_tokens_costs_more_than_the_most() {
        // Given
        PriceSheet sheet = tiered(200_000, Applies.WHOLE_REQUEST);

        // Then
        for (long input : List.of(1L, 200_000L, 200_001L, 900_000L)) {
            BigDecimal most = sheet.most(input, 500).amount();
            for (var usage : List.of(
                    new TokenUsage(input, 0, 0, 0, 500, 0),
                    new TokenUsage(0, input, 0, 0, 500, 500),
                    new TokenUsage(0, 0, input, 0, 500, 1),
                    new TokenUsage(0, 0, input, input, 500, 0))) {
                assertThat(sheet.cost(usage).amount()).isLessThanOrEqualTo(most);
            }
        }
    }
}
