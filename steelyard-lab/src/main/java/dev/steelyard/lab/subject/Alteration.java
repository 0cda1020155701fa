package dev.steelyard.lab.subject;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one change did to the files that agents see, when it was applied and before the subject was built.
///
/// @param before the texts of the files it altered or removed, as they were
/// @param after the texts of the files it altered or added, as they became
public record Alteration(String change, Set<String> before, Set<String> after) {
    public Alteration {
        before = Set.copyOf(before);
        after = Set.copyOf(after);
    }

    /// @param before path → text
    /// @param after path → text
    static Alteration between(String change, Map<String, String> before, Map<String, String> after) {
        return new Alteration(change, without(before, after), without(after, before));
    }

    private static Set<String> without(Map<String, String> these, Map<String, String> those) {
        var rest = new TreeMap<>(these);
        rest.entrySet().removeAll(those.entrySet());
        return rest.values().stream().collect(Collectors.toSet());
    }
}
