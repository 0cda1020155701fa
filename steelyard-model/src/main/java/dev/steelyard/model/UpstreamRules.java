package dev.steelyard.model;

import java.time.Duration;

/// How a live model is treated, the same for every arm. Ignored when the model is simulated.
///
/// @param tries of one call that the provider does not answer, in all; 1 for never again
/// @param longestWait a provider that asks for more is not asked again
public record UpstreamRules(int tries, Duration longestWait, HostedToolRule hostedTools) {
    public static final UpstreamRules DEFAULT = new UpstreamRules(3, Duration.ofSeconds(30), HostedToolRule.DENY);

    public UpstreamRules {
        if (tries < 1 || longestWait.isNegative()) {
            throw new IllegalArgumentException("a call is tried at least once, and no wait is negative");
        }
    }
}
