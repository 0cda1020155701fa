package dev.steelyard.journal.spec;

import dev.steelyard.model.Trajectory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads a trajectory file.
final class TrajectoryReader {
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private static final List<String> KINDS = List.of("run", "write", "chance", "when");
    private static final List<String> PARTS = List.of("content", "say", "steps", "otherwise");

    private final Problems problems;

    TrajectoryReader(Problems problems) {
        this.problems = problems;
    }

    Trajectory read() {
        return YamlFile.open(problems.file(), problems)
                .map(top -> {
                    try (top) {
                        ExperimentReader.schemaVersion(top);
                        return new Trajectory(steps(top.requiredSections("steps")));
                    }
                })
                .orElse(new Trajectory(List.of()));
    }

    private List<Trajectory.Step> steps(List<Section> sections) {
        return sections.stream().map(this::step).toList();
    }

    private Trajectory.Step step(Section step) {
        try (step) {
            long kinds = KINDS.stream().filter(step::has).count();
            if (kinds > 1 || step.isEmpty()) {
                problems.at(
                        step.at(""),
                        "a step is exactly one of run, write, chance, when or say",
                        kinds > 1 ? "make it two steps" : "");
            }
            if (kinds > 1) {
                PARTS.forEach(step::has);
                return new Trajectory.Say("");
            }
            return kinds == 0 ? new Trajectory.Say(step.text("say", "")) : action(step);
        }
    }

    private Trajectory.Step action(Section step) {
        if (step.has("run")) {
            return new Trajectory.Run(step.text("run"), say(step));
        }
        if (step.has("write")) {
            return new Trajectory.Write(written(step), step.anyText("content"), say(step));
        }
        return branch(step);
    }

    private static @Nullable String say(Section step) {
        return step.has("say") ? step.text("say", "") : null;
    }

    private String written(Section step) {
        String path = step.text("write");
        if (!path.isEmpty() && ExperimentReader.leaves(path)) {
            problems.at(
                    step.at("write"),
                    "the written file '" + path + "' leaves the workspace",
                    "a relative path without '..'");
        }
        return path;
    }

    private Trajectory.Step branch(Section step) {
        if (step.has("say")) {
            problems.at(step.at("say"), "a branch says nothing itself", "put the say among its steps");
        }
        if (!step.has("steps") && !step.has("otherwise")) {
            problems.at(step.at(""), "a branch needs 'steps' or 'otherwise'", "");
        }
        return new Trajectory.Branch(condition(step), steps(step.sections("steps")), steps(step.sections("otherwise")));
    }

    private Trajectory.Condition condition(Section step) {
        if (step.has("chance")) {
            return new Trajectory.Chance(step.share("chance", 0));
        }
        return step.section("when").map(this::when).orElse(new Trajectory.Chance(0));
    }

    private Trajectory.Condition when(Section when) {
        try (when) {
            if (when.has("output") == when.has("prompt")) {
                problems.at(when.at(""), "'when' has either 'output' or 'prompt', a regular expression", "");
            }
            return when.has("output")
                    ? new Trajectory.OutputHas(regex(when, "output"))
                    : new Trajectory.PromptHas(regex(when, "prompt"));
        }
    }

    private Pattern regex(Section when, String key) {
        try {
            return Pattern.compile(when.has(key) ? when.text(key) : "");
        } catch (PatternSyntaxException e) {
            problems.at(
                    when.at(key),
                    "the regular expression is not valid: " + e.getDescription(),
                    "see java.util.regex.Pattern");
            return NEVER;
        }
    }
}
