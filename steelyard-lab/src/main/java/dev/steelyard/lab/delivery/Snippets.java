package dev.steelyard.lab.delivery;

import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Stretches;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.LongPredicate;

/// Cuts a file's distinctive stretches out of it.
final class Snippets {
    private static final int A_FILE = 4;

    private Snippets() {}

    /// A few snippets spread over the file, the first as near to its beginning as can be: agents read from there.
    ///
    /// @param distinctive whether a stretch's hash stands for text that belongs to the change alone
    static List<String> of(String text, LongPredicate distinctive) {
        var found = new LinkedHashSet<String>();
        text.lines().map(String::strip).forEach(line -> found.addAll(ofLine(line, distinctive)));
        return spread(List.copyOf(found));
    }

    private static List<String> spread(List<String> all) {
        if (all.size() <= A_FILE) {
            return all;
        }
        var some = new ArrayList<String>();
        for (int i = 0; i < A_FILE; i++) {
            some.add(all.get(i * (all.size() - 1) / (A_FILE - 1)));
        }
        return some;
    }

    /// Every character of a snippet lies in a distinctive stretch, so it holds nothing of a change beside it.
    private static List<String> ofLine(String line, LongPredicate distinctive) {
        var marks = new boolean[Math.max(0, line.length() - Fingerprint.SHORTEST + 1)];
        Stretches.each(line, (start, hash) -> marks[start] = distinctive.test(hash));
        var snippets = new ArrayList<String>();
        int start = 0;
        while (start < marks.length) {
            int end = start;
            while (end < marks.length && marks[end] && end - start <= Fingerprint.LONGEST - Fingerprint.SHORTEST) {
                end++;
            }
            if (end > start) {
                add(line.substring(start, end - 1 + Fingerprint.SHORTEST), snippets);
            }
            start = Math.max(end, start + 1);
        }
        return snippets;
    }

    private static void add(String piece, List<String> to) {
        String trimmed = piece.strip();
        if (trimmed.length() >= Fingerprint.SHORTEST && trimmed.chars().noneMatch(Snippets::isFragile)) {
            to.add(trimmed);
        }
    }

    /// Half characters, what was no UTF-8, and what no tool prints as it is.
    private static boolean isFragile(int unit) {
        return Character.isSurrogate((char) unit) || unit == '\uFFFD' || (Character.isISOControl(unit) && unit != '\t');
    }
}
