package dev.steelyard.gateway.simulated;

import java.util.HashSet;
import java.util.Set;

/// A model of OpenAI's automatic prompt caching: what is read is the longest token prefix shared with an earlier
/// prompt, if it has at least 1024 tokens, rounded down to a multiple of 128; writing costs nothing extra and nothing
/// is ever evicted.
///
/// Kept as one 64-bit hash per 128-token prefix, so that a cache's size grows with what is new in a prompt and not
/// with how often it is sent. Safe for concurrent use.
public final class PrefixCache {
    private static final int BLOCK = 128;
    private static final int MIN_TOKENS = 1024;

    private final Set<Long> prefixes = new HashSet<>();

    /// How many tokens of this prompt are read from the cache, which knows the prompt from now on.
    public synchronized int read(int[] prompt) {
        int shared = 0;
        long hash = 0;
        for (int end = BLOCK; end <= prompt.length; end += BLOCK) {
            hash = extend(hash, prompt, end);
            if (!prefixes.add(hash)) {
                shared = end;
            }
        }
        return shared >= MIN_TOKENS ? shared : 0;
    }

    private static long extend(long hash, int[] tokens, int end) {
        long extended = hash;
        for (int i = end - BLOCK; i < end; i++) {
            extended = mix(extended ^ tokens[i]);
        }
        return extended;
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), moved off its fixed point at 0.
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
