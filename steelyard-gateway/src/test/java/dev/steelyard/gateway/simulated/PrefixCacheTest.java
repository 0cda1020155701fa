package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
    private static final int[] PROMPT = IntStream.range(0, 3000).toArray();

    private static int[] prefix(int length) {
        return Arrays.copyOf(PROMPT, length);
    }

    @Test
    void the_shared_prefix_is_rounded_down_to_a_multiple_of_128() {
        // Given
        var cache = new PrefixCache();
        int first = cache.read(prefix(1500));

        // When
        int second = cache.read(PROMPT);

        // Then
        assertThat(first).isZero();
        assertThat(second).isEqualTo(1408);
    }

    @Test
    void fewer_than_1024_shared_tokens_are_not_read() {
        // Given
        var cache = new PrefixCache();
        cache.read(prefix(1023));

        // Then
        assertThat(cache.read(prefix(1024))).isZero();
        assertThat(cache.read(prefix(1024))).isEqualTo(1024);
    }

    @Test
    void what_follows_a_difference_is_not_shared() {
        // Given
        var cache = new PrefixCache();
        cache.read(PROMPT);
        int[] changed = PROMPT.clone();
        changed[1100] = -1;

        // Then
        assertThat(cache.read(changed)).isEqualTo(1024);
        assertThat(cache.read(IntStream.range(1, 3000).toArray())).isZero();
    }
}
