package dev.steelyard.journal.spec;

import dev.steelyard.model.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Reads a trajectory file.
final class TrajectoryReader {
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private final Problems problems;

    TrajectoryReader(Problems problems) {
        this.problems = problems;
    }

    Trajectory read() {
        return YamlFile.open(problems.file(), problems)
                .map(top -> {
                    try (top) {
                        top.integer("schema_version", 1, 1);
                        return new Trajectory(steps(top, "steps"));
                    }
                })
                .orElse(new Trajectory(List.of()));
    }

    private List<Trajectory.Step> steps(Section section, String key) {
        var steps = new ArrayList<Trajectory.Step>();
        for (Section step : section.sections(key)) {
            try (step) {
                steps.add(step(step));
            }
        }
        return steps;
    }

    private Trajectory.Step step(Section step) {
        long kinds =
                Stream.of("run", "write", "chance", "when").filter(step::has).count();
        if (kinds > 1 || (kinds == 0 && !step.has("say"))) {
            problems.at(step.at(""), "a step is exactly one of run, write, chance, when or say", "");
        }
        if (step.has("run")) {
            return new Trajectory.Run(step.text("run"), step.textOrNull("say"));
        }
        if (step.has("write")) {
            return new Trajectory.Write(step.text("write"), step.text("content"), step.textOrNull("say"));
        }
        if (step.has("chance") || step.has("when")) {
            return new Trajectory.Branch(condition(step), steps(step, "steps"), steps(step, "otherwise"));
        }
        return new Trajectory.Say(step.text("say", ""));
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
            return Pattern.compile(when.text(key, ""));
        } catch (PatternSyntaxException e) {
            problems.at(when.at(key), "the regular expression is not valid: " + e.getDescription(), "");
            return NEVER;
        }
    }
}
