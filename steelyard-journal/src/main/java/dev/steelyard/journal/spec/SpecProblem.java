package dev.steelyard.journal.spec;

import java.nio.file.Path;

/// One mistake in a file somebody wrote.
///
/// @param line and `column`: 1-based; 0 where the mistake has no place in the text
/// @param what is wrong, in a sentence without its full stop
/// @param hint what to do about it; may be empty
public record SpecProblem(Path file, int line, int column, String what, String hint) {
    @Override
    public String toString() {
        String place = line == 0 ? file.toString() : file + ":" + line + ":" + column;
        return place + ": " + what + (hint.isEmpty() ? "" : "\n    hint: " + hint);
    }
}
