package dev.steelyard.gateway;

import dev.steelyard.model.FrameGaps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The times at which a streamed answer's frames were read.
final class Pauses {
    private static final int FIRST_SIZE = 32;
    private static final int NANOS_PER_MICRO = 1000;

    private long[] gapsNs = new long[FIRST_SIZE];
    private int count;
    private long lastNs;
    private boolean begun;

    void frame(long nowNs) {
        if (begun) {
            if (count == gapsNs.length) {
                gapsNs = Arrays.copyOf(gapsNs, 2 * count);
            }
            gapsNs[count] = nowNs - lastNs;
            count++;
        }
        begun = true;
        lastNs = nowNs;
    }

    /// Null if there was no pause.
    @Nullable
    FrameGaps gaps() {
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(gapsNs, count);
        Arrays.sort(sorted);
        return new FrameGaps(count + 1L, quantileUs(sorted, 0.5), quantileUs(sorted, 0.95), quantileUs(sorted, 1));
    }

    /// Nearest rank.
    private static long quantileUs(long[] sortedNs, double share) {
        int rank = (int) Math.ceil(share * sortedNs.length);
        return sortedNs[Math.max(0, rank - 1)] / NANOS_PER_MICRO;
    }
}
