package dev.steelyard.journal.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Collects the mistakes of one file while it is read to the end.
final class Problems {
    private final Path file;
    private final List<SpecProblem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    SpecProblem at(@Nullable Node node, String what, String hint) {
        Mark mark = node == null ? null : node.getStartMark().orElse(null);
        return at(mark, what, hint);
    }

    SpecProblem at(@Nullable Mark mark, String what, String hint) {
        return mark == null ? at(0, 0, what, hint) : at(mark.getLine() + 1, mark.getColumn() + 1, what, hint);
    }

    SpecProblem at(int line, int column, String what, String hint) {
        var problem = new SpecProblem(file, line, column, what, hint);
        found.add(problem);
        return problem;
    }

    /// Takes back a problem that another one explains.
    void withdraw(SpecProblem problem) {
        found.remove(problem);
    }

    /// `line 7`, for a hint that points at another place of the same file.
    static String line(Node node) {
        return node.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("this file");
    }

    void addAll(List<SpecProblem> problems) {
        found.addAll(problems);
    }

    /// @throws SpecException if anything was found
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SpecException(found.stream()
                    .distinct()
                    .sorted(Comparator.comparing(
                                    (SpecProblem problem) -> !problem.file().equals(file))
                            .thenComparing(problem -> problem.file().toString())
                            .thenComparingInt(SpecProblem::line)
                            .thenComparingInt(SpecProblem::column))
                    .toList());
        }
    }
}
