package dev.steelyard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The crowd, again and again, on a gateway of its own.
record Soak(LoadGenerator generator, Target target, int minutes) {
    /// Peak resident bytes of each turn. The first turns fill heap and code cache up to what the load needs.
    List<Long> run() throws IOException, InterruptedException {
        var resident = new ArrayList<Long>();
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        for (int turn = 0; System.nanoTime() < end || turn < 4; turn++) {
            resident.add(generator.measure(Scenario.CROWD, target, turn, 0).residentBytes());
        }
        return resident;
    }

    /// The last quarter's median over the second quarter's, in MB.
    static double growthMb(List<Long> resident) {
        int quarter = Math.max(1, resident.size() / 4);
        return (median(resident.subList(resident.size() - quarter, resident.size()))
                        - median(resident.subList(quarter, 2 * quarter)))
                / 1e6;
    }

    private static double median(List<Long> values) {
        return Spread.of(values.stream().mapToDouble(Long::doubleValue).toArray())
                .median();
    }
}
