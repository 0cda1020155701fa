package dev.steelyard.journal.spec;

import dev.steelyard.model.Limits;
import dev.steelyard.model.Usd;
import java.time.Duration;

/// Reads `limits:`.
final class LimitsReader {
    static final long MOST_CALLS = 1_000_000;

    private static final long MOST_SECONDS = Duration.ofDays(30).toSeconds();
    private static final long MOST = 1_000_000_000_000L;

    Limits read(Section top) {
        return top.section("limits").map(LimitsReader::limits).orElse(Limits.DEFAULT);
    }

    private static Limits limits(Section section) {
        try (section) {
            return new Limits(
                    Duration.ofSeconds(
                            section.integer("wall_s", Limits.DEFAULT.wall().toSeconds(), 1, MOST_SECONDS)),
                    (int) section.integer("calls", Limits.DEFAULT.calls(), 1, MOST_CALLS),
                    section.integer("tokens", Limits.DEFAULT.tokens(), 1, MOST),
                    section.decimal("usd_per_cell").map(Usd::new).orElse(null),
                    section.decimal("usd_total").map(Usd::new).orElse(null),
                    section.integer("output_bytes", Limits.DEFAULT.outputBytes(), 1, MOST));
        }
    }
}
