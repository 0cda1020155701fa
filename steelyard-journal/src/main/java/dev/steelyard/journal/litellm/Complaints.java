package dev.steelyard.journal.litellm;

import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.journal.spec.SpecProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with the files of an import, all of it, up to a number that somebody may still read.
final class Complaints {
    static final int MOST = 50;

    private final List<SpecProblem> found = new ArrayList<>();
    private int more;

    void at(Path file, int line, String what, String hint) {
        if (found.size() < MOST) {
            found.add(new SpecProblem(file, line, line == 0 ? 0 : 1, what, hint));
        } else {
            more++;
        }
    }

    /// @throws SpecException if anything was found
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        var told = new ArrayList<>(found);
        if (more > 0) {
            told.add(new SpecProblem(found.getLast().file(), 0, 0, "and " + more + " more like these", ""));
        }
        throw new SpecException(told);
    }
}
