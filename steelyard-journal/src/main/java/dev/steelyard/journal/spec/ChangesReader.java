package dev.steelyard.journal.spec;

import dev.steelyard.model.Change;
import dev.steelyard.model.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads `changes:`, a mapping of names to what they do.
final class ChangesReader {
    private final Path folder;
    private final Problems problems;

    ChangesReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Change> read(Section top) {
        var changes = new ArrayList<Change>();
        top.entries("changes")
                .forEach((id, node) ->
                        top.asSection("changes." + id, node).ifPresent(section -> changes.add(change(id, section))));
        return changes;
    }

    private Change change(String id, Section section) {
        try (section) {
            if (!Name.isValid(id)) {
                problems.at(section.at(""), "'" + id + "' cannot be a change", "use letters, digits, - and _");
            }
            var touches = section.texts("touches");
            if (touches.isEmpty()) {
                problems.at(
                        section.at("touches"),
                        "the change '" + id + "' does not say what it touches",
                        "list globs of the subject's files, such as touches: [\"docs/*.md\"]");
            }
            return new Change(Name.isValid(id) ? id : "unnamed", section.text("title", id), edit(id, section), touches);
        }
    }

    private Change.Edit edit(String id, Section section) {
        boolean overlays = section.has("overlay");
        boolean runs = section.has("run");
        if (overlays == runs) {
            problems.at(
                    section.at("overlay"),
                    "the change '" + id + "' must have either 'overlay' or 'run'",
                    "overlay: a folder of files, or run: a command");
        }
        return runs ? new Change.Edit.Command(section.texts("run")) : overlay(section);
    }

    private Change.Edit overlay(Section section) {
        String path = section.text("overlay", "");
        if (!path.isEmpty() && !Files.isDirectory(folder.resolve(path))) {
            problems.at(section.at("overlay"), "the overlay '" + path + "' is not a folder", "");
        }
        return new Change.Edit.Overlay(path);
    }
}
