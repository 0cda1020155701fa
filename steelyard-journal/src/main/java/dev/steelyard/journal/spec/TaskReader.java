package dev.steelyard.journal.spec;

import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Task;
import dev.steelyard.model.Trajectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one entry of `tasks:` and the files it names.
final class TaskReader {
    private final Path folder;
    private final Problems problems;
    private final ModelRef model;

    TaskReader(Path folder, Problems problems, ModelRef model) {
        this.folder = folder;
        this.problems = problems;
        this.model = model;
    }

    Task read(Section section, String id) {
        try (section) {
            return new Task(id, prompt(section), fixture(section), trajectory(section), artefacts(section));
        }
    }

    private String prompt(Section section) {
        boolean inline = section.has("prompt");
        boolean file = section.has("prompt_file");
        if (inline == file) {
            problems.at(section.at("prompt"), "a task must have either 'prompt' or 'prompt_file'", "");
        }
        if (!file) {
            return section.text("prompt", "");
        }
        Path path = folder.resolve(section.text("prompt_file"));
        if (!Files.isRegularFile(path)) {
            problems.at(section.at("prompt_file"), "there is no prompt at '" + folder.relativize(path) + "'", "");
            return "";
        }
        return YamlFile.text(path, problems).orElse("");
    }

    private @Nullable String fixture(Section section) {
        String fixture = section.textOrNull("fixture");
        if (fixture != null && !Files.isDirectory(folder.resolve(fixture))) {
            problems.at(
                    section.at("fixture"),
                    "the task fixture '" + fixture + "' is not a folder",
                    "paths start at " + folder);
        }
        return fixture;
    }

    private @Nullable Trajectory trajectory(Section section) {
        String trajectory = section.textOrNull("trajectory");
        if (trajectory == null) {
            if (model.simulated()) {
                problems.at(
                        section.at("id"),
                        "the task has no trajectory, and the model is simulated",
                        "add trajectory: FILE, or name a real model");
            }
            return null;
        }
        var inner = new Problems(folder.resolve(trajectory).normalize());
        var read = new TrajectoryReader(inner).read();
        try {
            inner.throwIfAny();
        } catch (SpecException e) {
            problems.addAll(e.problems());
        }
        return read;
    }

    private List<String> artefacts(Section section) {
        var artefacts = section.texts("artefacts");
        artefacts.stream()
                .filter(ExperimentReader::escapes)
                .forEach(artefact -> problems.at(
                        section.at("artefacts"), "the artefact '" + artefact + "' leaves the workspace", ""));
        return artefacts;
    }
}
