package dev.steelyard.gateway;

import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Stretches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds any number of fingerprints in a text in one pass. Each is also found in the escapes of JSON, because some
/// agents wrap what a tool printed into an object of their own.
final class FingerprintIndex {
    private static final int FILTER_BITS = 16;

    private final Set<String> changes = new TreeSet<>();
    private final Map<Long, List<Wanted>> byStart = new HashMap<>();

    /// Says of almost every stretch that nothing wanted starts there, without a look into the map.
    private final boolean[] filter = new boolean[1 << FILTER_BITS];

    private record Wanted(String change, String text) {}

    FingerprintIndex(List<Fingerprint> fingerprints) {
        for (Fingerprint fingerprint : fingerprints) {
            changes.add(fingerprint.change());
            Set.copyOf(List.of(fingerprint.text(), escaped(fingerprint.text())))
                    .forEach(text -> add(new Wanted(fingerprint.change(), text)));
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    }

    private void add(Wanted wanted) {
        Stretches.each(wanted.text().substring(0, Fingerprint.SHORTEST), (_, hash) -> {
            filter[slot(hash)] = true;
            byStart.computeIfAbsent(hash, _ -> new ArrayList<>()).add(wanted);
        });
    }

    Set<String> changes() {
        return changes;
    }

    /// The changes of which the text holds a fingerprint.
    Set<String> changesIn(String text) {
        var found = new TreeSet<String>();
        Stretches.each(text, (start, hash) -> {
            if (filter[slot(hash)]) {
                for (Wanted wanted : byStart.getOrDefault(hash, List.of())) {
                    if (text.startsWith(wanted.text(), start)) {
                        found.add(wanted.change());
                    }
                }
            }
        });
        return found;
    }

    private static int slot(long hash) {
        return (int) ((hash * 0x9e37_79b9_7f4a_7c15L) >>> (Long.SIZE - FILTER_BITS));
    }
}
