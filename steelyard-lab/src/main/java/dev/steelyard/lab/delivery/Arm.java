package dev.steelyard.lab.delivery;

import dev.steelyard.lab.subject.Alteration;
import dev.steelyard.lab.subject.BuiltSubject;
import dev.steelyard.lab.subject.VisibleTexts;
import dev.steelyard.model.Condition;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A condition with what its agents see.
///
/// @param texts of the built subject's workspace files
/// @param written change → what it wrote there when it was applied
record Arm(Condition condition, List<String> texts, Map<String, Written> written) {
    /// A change's own words: those of the files it altered, less what stood in them before.
    record Written(Shingles before, Shingles after) {
        boolean contains(long hash) {
            return after.contains(hash) && !before.contains(hash);
        }
    }

    static Arm of(Condition condition, BuiltSubject subject, List<String> workspace) throws IOException {
        var written = new HashMap<String, Written>();
        for (Alteration alteration : subject.alterations()) {
            written.put(
                    alteration.change(),
                    new Written(Shingles.of(alteration.before()), Shingles.of(alteration.after())));
        }
        var texts = VisibleTexts.of(subject.folder(), workspace).values();
        return new Arm(condition, List.copyOf(texts), written);
    }

    boolean has(String change) {
        return condition.changes().contains(change);
    }

    boolean wrote(String change, long hash) {
        Written own = written.get(change);
        return own != null && own.contains(hash);
    }

    /// Whether no change wrote it: then it was there before, or the build made it.
    boolean wroteNowhere(long hash) {
        return written.values().stream().noneMatch(it -> it.contains(hash));
    }
}
