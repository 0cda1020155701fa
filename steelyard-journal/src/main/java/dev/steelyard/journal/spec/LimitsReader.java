package dev.steelyard.journal.spec;

import dev.steelyard.model.Limits;
import dev.steelyard.model.Usd;
import java.time.Duration;

/// Reads `limits:`.
final class LimitsReader {
    Limits read(Section top) {
        return top.section("limits").map(LimitsReader::limits).orElse(Limits.DEFAULT);
    }

    private static Limits limits(Section section) {
        try (section) {
            return new Limits(
                    Duration.ofSeconds(
                            section.integer("wall_s", Limits.DEFAULT.wall().toSeconds(), 1)),
                    (int) section.integer("calls", Limits.DEFAULT.calls(), 1),
                    section.integer("tokens", Limits.DEFAULT.tokens(), 1),
                    section.decimal("usd_per_cell").map(Usd::new).orElse(null),
                    section.decimal("usd_total").map(Usd::new).orElse(null),
                    section.integer("output_bytes", Limits.DEFAULT.outputBytes(), 1));
        }
    }
}
