package dev.steelyard.lab.delivery;

import dev.steelyard.model.Stretches;
import java.util.Arrays;
import java.util.Collection;

/// A set of all stretches of [Fingerprint#SHORTEST] characters that lie within one line of some texts. It may claim
/// one that it does not hold, with the likelihood of a collision of 64-bit hashes, and never denies one it holds.
final class Shingles {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final long EMPTY = 0;

    private long[] table = new long[FIRST_CAPACITY];
    private int size;

    static Shingles of(Collection<String> texts) {
        var shingles = new Shingles();
        texts.forEach(shingles::add);
        return shingles;
    }

    void add(String text) {
        text.lines().forEach(line -> Stretches.each(line, (_, hash) -> add(hash)));
    }

    private void add(long hash) {
        int slot = slot(hash);
        if (table[slot] == EMPTY) {
            table[slot] = key(hash);
            size++;
            if (size > table.length / 2) {
                grow();
            }
        }
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        Arrays.stream(old).filter(key -> key != EMPTY).forEach(key -> table[slot(key)] = key);
    }

    /// @param hash from [Stretches]
    boolean contains(long hash) {
        return table[slot(hash)] != EMPTY;
    }

    /// Where the hash is, or where it would go.
    private int slot(long hash) {
        long key = key(hash);
        int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> Integer.SIZE) & (table.length - 1);
        while (table[slot] != EMPTY && table[slot] != key) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static long key(long hash) {
        return hash == EMPTY ? 1 : hash;
    }
}
