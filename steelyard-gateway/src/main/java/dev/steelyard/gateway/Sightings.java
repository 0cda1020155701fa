package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Segment;
import dev.steelyard.model.Fingerprint;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which changes a door's prompts have carried, and since which call. What the model wrote itself is no delivery and is
/// not looked at. Agents send their whole conversation with every call: a segment seen before is not searched again.
/// Safe for concurrent use, and the same whatever the order in which the calls are looked at.
final class Sightings {
    private final FingerprintIndex index;
    private final Map<String, Set<String>> changesInText = new HashMap<>();
    private final SortedMap<String, Integer> first = new TreeMap<>();

    Sightings(List<Fingerprint> fingerprints) {
        this.index = new FingerprintIndex(fingerprints);
    }

    /// @param seq the call's number
    synchronized void look(int seq, Prompt prompt) {
        if (nothingToLearn(seq)) {
            return;
        }
        for (Segment segment : prompt.segments()) {
            String text = segment.text();
            if (!segment.fromModel() && text.length() >= Fingerprint.SHORTEST) {
                changesInText
                        .computeIfAbsent(text, index::changesIn)
                        .forEach(change -> first.merge(change, seq, Math::min));
            }
        }
    }

    private boolean nothingToLearn(int seq) {
        return first.size() == index.changes().size() && first.values().stream().allMatch(earlier -> earlier < seq);
    }

    synchronized Map<String, Integer> first() {
        return Collections.unmodifiableMap(new TreeMap<>(first));
    }
}
