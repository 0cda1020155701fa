package dev.steelyard.lab.plan;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Tree;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.lab.runner.RunnerDefinition;
import dev.steelyard.lab.subject.BuiltSubject;
import dev.steelyard.lab.subject.SubjectBuilder;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Plan;
import dev.steelyard.model.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// An experiment with every condition built and everything pinned: what a plan needs, and what cells are made of.
///
/// @param runners in the experiment's order
/// @param subjects condition → built subject
public record Preparation(
        ExperimentFile experiment,
        Plan plan,
        Map<String, RunnerDefinition> runners,
        Map<String, BuiltSubject> subjects) {
    /// Reads and builds; installs nothing and runs no agent.
    ///
    /// @param progress told what takes time
    /// @throws SpecException if a runner's file has mistakes, or conditions differ in more than their changes
    /// @throws LabException if a condition cannot be built
    public static Preparation of(
            ExperimentFile experiment, RunnerCatalog catalog, Folders folders, Consumer<String> progress) {
        var runners = new LinkedHashMap<String, RunnerDefinition>();
        experiment.spec().runners().forEach(name -> runners.put(name, catalog.get(name)));
        Map<String, BuiltSubject> subjects = new SubjectBuilder(experiment, folders.made(), progress).buildAll();
        Pins pins = new Pins(digests(subjects), fixtures(experiment), pins(runners), experiment.prices());
        return new Preparation(experiment, Planner.plan(experiment.spec(), pins), runners, subjects);
    }

    private static Map<String, String> digests(Map<String, BuiltSubject> subjects) {
        var digests = new TreeMap<String, String>();
        subjects.forEach((condition, subject) -> digests.put(condition, subject.digest()));
        return digests;
    }

    private static Map<String, String> fixtures(ExperimentFile experiment) {
        var digests = new TreeMap<String, String>();
        for (Task task : experiment.spec().tasks()) {
            if (task.fixture() != null) {
                digests.put(task.id(), Tree.digest(experiment.resolve(task.fixture())));
            }
        }
        return digests;
    }

    private static Map<String, Pins.RunnerPin> pins(Map<String, RunnerDefinition> runners) {
        var pins = new TreeMap<String, Pins.RunnerPin>();
        runners.forEach((name, definition) -> pins.put(name, definition.pin()));
        return pins;
    }
}
