package dev.steelyard.journal.spec;

import dev.steelyard.model.Change;
import dev.steelyard.model.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads `changes:`, a mapping of names to what they do.
final class ChangesReader {
    private static final String TOUCHES = "touches: [\"docs/*.md\"]";
    private static final String RUN = "run: [sh, change.sh]";

    private final Path folder;
    private final Problems problems;

    ChangesReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Change> read(Section top) {
        var changes = new ArrayList<Change>();
        for (Section.Entry entry : top.entries("changes")) {
            ExperimentReader.checkName(problems, entry.key(), entry.name());
            top.asSection("changes." + entry.name(), entry.value())
                    .ifPresent(section -> changes.add(change(entry.name(), section)));
        }
        return changes;
    }

    private Change change(String id, Section section) {
        try (section) {
            return new Change(
                    Name.isValid(id) ? id : ExperimentReader.STAND_IN,
                    section.text("title", id),
                    edit(id, section),
                    section.filled("touches", TOUCHES).stream()
                            .map(Section.Text::value)
                            .toList());
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
        if (runs) {
            return new Change.Edit.Command(
                    section.filled("run", RUN).stream().map(Section.Text::value).toList());
        }
        return new Change.Edit.Overlay(overlays ? overlay(section) : "");
    }

    private String overlay(Section section) {
        String path = section.text("overlay");
        if (!path.isEmpty() && !Files.isDirectory(folder.resolve(path))) {
            problems.at(
                    section.at("overlay"),
                    "the overlay '" + path + "' is not a folder",
                    "paths start at the experiment file");
        }
        return path;
    }
}
