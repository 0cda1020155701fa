package dev.steelyard.lab.delivery;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.subject.BuiltSubject;
import dev.steelyard.lab.subject.VisibleTexts;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fingerprints of an experiment's changes. A change has none if no prompt could show it: it only removes text, or
/// puts nothing into the workspace, or nothing that is as long as a fingerprint and its own.
///
/// @param all of every change, for every door: the control arm is to be seen clean, not believed to be
public record Fingerprints(List<Fingerprint> all) {
    private static final int A_CHANGE = 200;

    public Fingerprints {
        all = List.copyOf(all);
    }

    /// @param subjects condition → built subject
    /// @throws LabException if a file cannot be read
    public static Fingerprints of(ExperimentFile experiment, Map<String, BuiltSubject> subjects) {
        try {
            ExperimentSpec spec = experiment.spec();
            var arms = new ArrayList<Arm>();
            for (Condition condition : spec.conditions()) {
                BuiltSubject subject = java.util.Objects.requireNonNull(subjects.get(condition.name()));
                arms.add(Arm.of(condition, subject, spec.subject().workspace()));
            }
            List<String> tasks = taskTexts(experiment);
            var all = new ArrayList<Fingerprint>();
            for (Change change : spec.changes()) {
                Ownership.of(change.id(), arms, tasks)
                        .ifPresent(ownership -> all.addAll(fingerprints(change.id(), ownership)));
            }
            return new Fingerprints(all);
        } catch (IOException e) {
            throw new LabException("the files of the conditions cannot be compared: " + e, e);
        }
    }

    /// What an agent sees whatever the condition.
    private static List<String> taskTexts(ExperimentFile experiment) throws IOException {
        var texts = new ArrayList<String>();
        for (Task task : experiment.spec().tasks()) {
            texts.add(task.prompt());
            if (task.fixture() != null) {
                texts.addAll(VisibleTexts.of(experiment.resolve(task.fixture())).values());
            }
        }
        return texts;
    }

    /// The first snippet of every file, then the second of every file, and so on up to the limit.
    private static List<Fingerprint> fingerprints(String change, Ownership ownership) {
        List<List<String>> files = ownership.snippets();
        int most = files.stream().mapToInt(List::size).max().orElse(0);
        var texts = new LinkedHashSet<String>();
        for (int rank = 0; rank < most; rank++) {
            for (List<String> file : files) {
                if (rank < file.size()) {
                    texts.add(file.get(rank));
                }
            }
        }
        return texts.stream()
                .limit(A_CHANGE)
                .map(text -> new Fingerprint(change, text))
                .toList();
    }

    /// What a cell's record says of every change that has fingerprints.
    ///
    /// @param first change → seq of the first main call that carried it
    public Map<String, Delivery> deliveries(Condition condition, Map<String, Integer> first) {
        var deliveries = new TreeMap<String, Delivery>();
        for (Fingerprint fingerprint : all) {
            String change = fingerprint.change();
            deliveries.put(change, new Delivery(condition.changes().contains(change), first.get(change)));
        }
        return deliveries;
    }
}
