package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after | 2 | 2000",
                "retry-after | 0.5 | 500",
                "retry-after | 0 | 0",
                "retry-after-ms | 250 | 250",
                "retry-after-ms | 12.6 | 13",
                "retry-after | Sun, 01 Mar 2026 12:00:07 GMT | 7000",
                "retry-after | Sun, 01 Mar 2026 11:00:00 GMT | 0",
            })
    void what_a_provider_asks_for_is_understood(String header, String value, long millis) {
        var headers = new DefaultHttpHeaders().set(header, value);
        assertThat(RetryPolicy.asked(headers, NOON)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "99999999999999999999", "NaN", "Sun, 31 Feb 2026 12:00:00 GMT"})
    void what_is_no_time_is_no_wish(String value) {
        assertThat(RetryPolicy.asked(new DefaultHttpHeaders().set("retry-after", value), NOON))
                .isEmpty();
    }

    @Test
    void waits_grow_from_try_to_try_and_end_with_the_last() {
        var policy = new RetryPolicy(4, Duration.ofSeconds(30));
        assertThat(policy.wait(1, Optional.empty())).contains(Duration.ofMillis(500));
        assertThat(policy.wait(2, Optional.empty())).contains(Duration.ofSeconds(1));
        assertThat(policy.wait(3, Optional.empty())).contains(Duration.ofSeconds(2));
        assertThat(policy.wait(4, Optional.empty())).isEmpty();
        assertThat(RetryPolicy.NEVER.wait(1, Optional.of(Duration.ZERO))).isEmpty();
    }

    @Test
    void who_asks_for_too_long_a_wait_is_not_asked_again() {
        assertThat(RetryPolicy.DEFAULT.wait(1, Optional.of(Duration.ofSeconds(30))))
                .isPresent();
        assertThat(RetryPolicy.DEFAULT.wait(1, Optional.of(Duration.ofSeconds(31))))
                .isEmpty();
    }

    @Test
    void only_what_says_nothing_about_the_request_passes_by_itself() {
        for (int status : new int[] {408, 429, 502, 503, 504, 529}) {
            assertThat(RetryPolicy.DEFAULT.passing(status)).isTrue();
        }
        for (int status : new int[] {200, 400, 401, 403, 404, 413, 500, 501}) {
            assertThat(RetryPolicy.DEFAULT.passing(status)).isFalse();
        }
    }
}
