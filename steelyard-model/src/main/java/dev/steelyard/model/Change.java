package dev.steelyard.model;

import java.util.List;

/// One candidate fix of the subject.
///
/// @param touches globs of the files, relative to the subject, that this change may add, alter or remove
public record Change(String id, String title, Edit edit, List<String> touches) {
    public Change {
        Name.require("change", id);
        touches = List.copyOf(touches);
    }

    /// How a change is applied to a copy of the subject.
    public sealed interface Edit {
        /// Files under `path` (relative to the experiment file) replace or join the subject's.
        record Overlay(String path) implements Edit {}

        /// A command run in the copy; `{experiment}` in an argument stands for the experiment file's folder.
        record Command(List<String> argv) implements Edit {
            public Command {
                argv = List.copyOf(argv);
            }
        }
    }
}
