package dev.steelyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Known answers: Random123 and numpy.random.Philox for the block, an independent Python implementation for streams.
class PhiloxTest {
    @Test
    void a_block_of_zeros_gives_the_published_words() {
        assertThat(Philox.block(0, 0, 0, 0, 0, 0))
                .containsExactly(0x16554d9eca36314cL, 0xdb20fe9d672d0fdcL, 0xd7e772cee186176bL, 0x7e68b68aec7ba23bL);
    }

    @Test
    void a_block_of_ones_gives_the_published_words() {
        assertThat(Philox.block(-1, -1, -1, -1, -1, -1))
                .containsExactly(0x87b092c3013fe90bL, 0x438c3c67be8d0224L, 0x9cc7d7c69cd777b6L, 0xa09caebf594f0ba0L);
    }

    @Test
    void a_label_is_hashed_with_fnv_1a() {
        assertThat(Philox.fnv1a64("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(Philox.fnv1a64("cost|runnerX|lean/base")).isEqualTo(0x7896fa72806404beL);
    }

    @Test
    void indices_follow_from_seed_label_and_replicate() {
        assertThat(indices(0, 20)).containsExactly(1, 4, 4, 2, 4, 2, 6, 1, 1, 4, 9, 7, 8, 5, 0, 0, 5, 4, 4, 5);
        assertThat(indices(9998, 20))
                .containsExactly(11, 5, 10, 0, 6, 10, 10, 3, 1, 7, 10, 11, 11, 6, 6, 0, 10, 1, 2, 7);
    }

    @Test
    void a_shuffle_follows_from_seed_and_label() {
        assertThat(shuffled("order|claude|t01", "A", "B")).containsExactly("B", "A");
        assertThat(shuffled("order|claude|t02", "A", "B", "C")).containsExactly("A", "C", "B");
    }

    private static List<Integer> indices(int replicate, int count) {
        var stream = new Philox(42, "boot", replicate);
        return IntStream.range(0, count).mapToObj(_ -> stream.below(12)).toList();
    }

    private static List<String> shuffled(String label, String... items) {
        var list = new ArrayList<>(List.of(items));
        new Philox(42, label, 0).shuffle(list);
        return list;
    }
}
