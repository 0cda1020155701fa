package dev.steelyard.journal.spec;

import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Task;
import dev.steelyard.model.Trajectory;
import java.nio.file.Files;
import java.nio.file.Path;
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
            return new Task(
                    id,
                    prompt(section),
                    fixture(section),
                    trajectory(section),
                    ExperimentReader.inside(section, "artefacts", "the artefact", "the workspace"));
        }
    }

    private String prompt(Section section) {
        boolean inline = section.has("prompt");
        boolean file = section.has("prompt_file");
        if (inline == file) {
            problems.at(
                    section.at("prompt"),
                    "a task must have either 'prompt' or 'prompt_file'",
                    inline ? "remove one of them" : "add prompt: …");
        }
        if (inline) {
            return section.text("prompt");
        }
        return file ? promptFrom(section, section.text("prompt_file")) : "";
    }

    private String promptFrom(Section section, String path) {
        if (path.isEmpty()) {
            return "";
        }
        var at = section.at("prompt_file");
        String prompt = SourceText.read(
                        folder.resolve(path),
                        (line, _, what, hint) -> problems.at(
                                at,
                                "the prompt '" + path + "'" + (line == 0 ? "" : ", line " + line) + ": " + what,
                                hint))
                .orElse(" ");
        if (prompt.isEmpty()) {
            problems.at(at, "the prompt '" + path + "' is empty", "");
        }
        return prompt;
    }

    private @Nullable String fixture(Section section) {
        String fixture = section.textOrNull("fixture");
        if (fixture != null && !fixture.isEmpty() && !Files.isDirectory(folder.resolve(fixture))) {
            problems.at(
                    section.at("fixture"),
                    "the task fixture '" + fixture + "' is not a folder",
                    "paths start at the experiment file");
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
        if (trajectory.isEmpty()) {
            return null;
        }
        Path file = folder.resolve(trajectory).normalize();
        if (!Files.exists(file)) {
            problems.at(
                    section.at("trajectory"),
                    "there is no trajectory at '" + trajectory + "'",
                    "paths start at the experiment file");
            return null;
        }
        return trajectory(new Problems(file));
    }

    /// Its mistakes are named with the trajectory's file and lines.
    private Trajectory trajectory(Problems inner) {
        var read = new TrajectoryReader(inner).read();
        try {
            inner.throwIfAny();
        } catch (SpecException e) {
            problems.addAll(e.problems());
        }
        return read;
    }
}
