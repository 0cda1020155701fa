package dev.steelyard.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// The seeded random numbers of an experiment: Philox4x64-10, a counter-based generator (Salmon, Moraes, Dror and
/// Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011), so that any draw can be recomputed on any machine
/// and thread without the draws before it.
///
/// A stream is named by (seed, label, replicate): the key is the seed and the FNV-1a-64 hash of the label's UTF-8;
/// draw i is word i mod 4 of the block with counter (i div 4, replicate, 0, 0).
public final class Philox implements RandomGenerator {
    private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
    private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
    private static final long WEYL_0 = 0x9E3779B97F4A7C15L;
    private static final long WEYL_1 = 0xBB67AE8584CAA73BL;
    private static final int ROUNDS = 10;
    private static final int WORDS = 4;
    private static final double DOUBLE_UNIT = 0x1p-53;

    private final long key0;
    private final long key1;
    private final long replicate;
    private long drawn;
    private long[] block = new long[0];

    public Philox(long seed, String label, long replicate) {
        this.key0 = seed;
        this.key1 = fnv1a64(label);
        this.replicate = replicate;
    }

    @Override
    public long nextLong() {
        int word = (int) (drawn % WORDS);
        if (word == 0) {
            block = block(drawn / WORDS, replicate, 0, 0, key0, key1);
        }
        drawn++;
        return block[word];
    }

    /// In [0, 1), from the top 53 bits.
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /// An index in [0, n): the high 64 bits of draw × n, without rejection (bias below n / 2^64).
    public int below(int n) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), n);
    }

    /// Fisher–Yates, in place, from the last place down.
    public <T> void shuffle(List<T> items) {
        for (int i = items.size() - 1; i >= 1; i--) {
            java.util.Collections.swap(items, i, below(i + 1));
        }
    }

    static long fnv1a64(String label) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : label.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    static long[] block(long c0, long c1, long c2, long c3, long k0, long k1) {
        long[] c = {c0, c1, c2, c3};
        for (int round = 0; round < ROUNDS; round++) {
            long high0 = Math.unsignedMultiplyHigh(MULTIPLIER_0, c[0]);
            long high1 = Math.unsignedMultiplyHigh(MULTIPLIER_1, c[2]);
            c = new long[] {high1 ^ c[1] ^ k0, MULTIPLIER_1 * c[2], high0 ^ c[3] ^ k1, MULTIPLIER_0 * c[0]};
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return c;
    }
}
