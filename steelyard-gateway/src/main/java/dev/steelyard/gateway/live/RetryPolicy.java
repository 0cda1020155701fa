package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/// When a call that a provider did not answer is sent again, before the agent has seen anything of it. Agents try again
/// themselves, each in its own way and not equally patiently; what the gateway absorbs, it absorbs for all arms alike,
/// and every try is in the record.
///
/// @param tries in all; 1 for never again
/// @param longestWait a provider that asks for more is not asked again: the agent gets its answer
public record RetryPolicy(int tries, Duration longestWait) {
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO);
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(30));

    /// What says nothing about the request: rate limits, overload, and proxies whose server is away.
    private static final Set<Integer> PASSING = Set.of(408, 429, 502, 503, 504, 529);

    private static final long FIRST_WAIT_MS = 500;

    public RetryPolicy {
        if (tries < 1) {
            throw new IllegalArgumentException("a call is tried at least once");
        }
    }

    public boolean passing(int status) {
        return PASSING.contains(status);
    }

    /// Whether the provider itself says that another try is of no use.
    public static boolean vain(HttpHeaders headers) {
        return headers.get("x-should-retry", "").strip().equalsIgnoreCase("false");
    }

    /// How long to wait before the next try; empty if there is to be none.
    ///
    /// @param done tries so far, from 1
    /// @param asked what the provider asked for, if it did
    public Optional<Duration> wait(int done, Optional<Duration> asked) {
        Duration wait = asked.orElse(Duration.ofMillis(FIRST_WAIT_MS << Math.min(done - 1, 10)));
        return done < tries && wait.compareTo(longestWait) <= 0 ? Optional.of(wait) : Optional.empty();
    }

    /// `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, section 10.2.3). Never negative.
    public static Optional<Duration> asked(HttpHeaders headers, Clock clock) {
        String millis = headers.get("retry-after-ms", "").strip();
        String after = headers.get("retry-after", "").strip();
        if (millis.matches("[0-9]{1,9}(\\.[0-9]+)?")) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(millis))));
        }
        if (after.matches("[0-9]{1,9}(\\.[0-9]+)?")) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(after) * 1000)));
        }
        return after.isEmpty() ? Optional.empty() : date(after, clock.instant());
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
