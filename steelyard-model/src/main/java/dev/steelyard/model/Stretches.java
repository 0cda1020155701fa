package dev.steelyard.model;

/// The hash of every stretch of [Fingerprint#SHORTEST] characters in a text, in one pass. Equal stretches have equal
/// hashes; that unequal ones have, too, is possible and unlikely, so a match is to be checked where it matters.
public final class Stretches {
    private static final int WIDTH = Fingerprint.SHORTEST;
    private static final long FACTOR = 0x5851_f42d_4c95_7f2dL;
    private static final long LEAVING = power();

    private Stretches() {}

    /// What is done with a stretch.
    @FunctionalInterface
    public interface Visitor {
        void at(int start, long hash);
    }

    private static long power() {
        long power = 1;
        for (int i = 0; i < WIDTH; i++) {
            power *= FACTOR;
        }
        return power;
    }

    /// Visits them from left to right; a shorter text has none.
    public static void each(String text, Visitor visitor) {
        long hash = 0;
        for (int end = 0; end < text.length(); end++) {
            hash = hash * FACTOR + text.charAt(end);
            if (end >= WIDTH) {
                hash -= LEAVING * text.charAt(end - WIDTH);
            }
            if (end >= WIDTH - 1) {
                visitor.at(end - WIDTH + 1, hash);
            }
        }
    }
}
