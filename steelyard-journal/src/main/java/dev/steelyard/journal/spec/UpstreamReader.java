package dev.steelyard.journal.spec;

import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.UpstreamRules;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Reads `upstream:`.
final class UpstreamReader {
    private static final Map<String, HostedToolRule> HOSTED_TOOLS =
            new TreeMap<>(Map.of("deny", HostedToolRule.DENY, "allow", HostedToolRule.ALLOW));
    private static final long MOST_TRIES = 10;
    private static final long LONGEST_WAIT_S = 600;

    UpstreamRules read(Section top) {
        return top.section("upstream").map(UpstreamReader::rules).orElse(UpstreamRules.DEFAULT);
    }

    private static UpstreamRules rules(Section section) {
        UpstreamRules usual = UpstreamRules.DEFAULT;
        try (section) {
            return new UpstreamRules(
                    (int) section.integer("tries", usual.tries(), 1, MOST_TRIES),
                    Duration.ofSeconds(section.integer(
                            "longest_wait_s", usual.longestWait().toSeconds(), 0, LONGEST_WAIT_S)),
                    section.choice("hosted_tools", HOSTED_TOOLS, usual.hostedTools()));
        }
    }
}
