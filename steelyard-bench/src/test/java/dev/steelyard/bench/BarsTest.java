package dev.steelyard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.bench.Bar.Verdict;
import dev.steelyard.bench.Bars.Calls;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BarsTest {
    private static final double QUIET = 0.05;
    private static final double LOUD = 0.6;

    private static Measurement first(Rival rival, int round, double p50Us, double foreign) {
        JsonNode load =
                JsonMapper.shared().readTree("{\"requests\": 1, \"firstEvent\": {\"p50Us\": %s}}".formatted(p50Us));
        return new Measurement(Scenario.ONE, rival, round, load, 0, 0, foreign);
    }

    private static Bar firstBar(Measurement... measurements) {
        var results = new Results();
        List.of(measurements).forEach(results::add);
        return new Bars(results).all(Calls.NONE, OptionalDouble.empty()).getFirst();
    }

    @Test
    void what_is_added_is_the_difference_from_direct_in_the_same_round() {
        // Given nginx adds 100 in both rounds and we add 150, while direct itself doubles
        Bar bar = firstBar(
                first(Rival.DIRECT, 0, 50, QUIET), first(Rival.DIRECT, 1, 100, QUIET),
                first(Rival.NGINX, 0, 150, QUIET), first(Rival.NGINX, 1, 200, QUIET),
                first(Rival.STEELYARD, 0, 200, QUIET), first(Rival.STEELYARD, 1, 250, QUIET));

        assertThat(bar.value()).isEqualTo(1.5);
        assertThat(bar.verdict()).isEqualTo(Verdict.HELD);
        assertThat(bar.outcome()).isEqualTo("held by 1.13x");
    }

    @Test
    void a_noisy_round_counts_only_where_there_is_no_quiet_one() {
        Bar bar = firstBar(
                first(Rival.DIRECT, 0, 50, QUIET),
                first(Rival.NGINX, 0, 150, QUIET),
                first(Rival.STEELYARD, 0, 9_000, LOUD),
                first(Rival.STEELYARD, 1, 450, QUIET));

        assertThat(bar.value()).isEqualTo(4);
        assertThat(bar.outcome()).isEqualTo("MISSED by 2.35x");
    }

    @Test
    void what_was_not_measured_is_neither_held_nor_missed() {
        Bar bar = firstBar(first(Rival.DIRECT, 0, 50, QUIET));

        assertThat(bar.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(bar.outcome()).isEqualTo("not measured");
    }

    @Test
    void growth_is_the_last_quarter_over_the_second() {
        assertThat(Soak.growthMb(List.of(50_000_000L, 90_000_000L, 91_000_000L, 95_000_000L)))
                .isEqualTo(5);
    }
}
