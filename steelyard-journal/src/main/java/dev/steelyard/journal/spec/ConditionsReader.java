package dev.steelyard.journal.spec;

import dev.steelyard.model.Condition;
import dev.steelyard.model.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads `conditions:`, a mapping of names to sets of changes.
final class ConditionsReader {
    private final Problems problems;
    private final List<String> declared;
    private final Map<List<String>, String> arms = new LinkedHashMap<>();

    ConditionsReader(Problems problems, List<String> declared) {
        this.problems = problems;
        this.declared = declared;
    }

    List<Condition> read(Section top) {
        if (!top.require("conditions", "conditions: {baseline: []}")) {
            return List.of();
        }
        var conditions = new ArrayList<Condition>();
        for (Section.Entry entry : top.entries("conditions")) {
            ExperimentReader.checkName(problems, entry.key(), entry.name());
            List<String> chosen = chosen(entry.name(), top.texts("conditions." + entry.name(), entry.value()));
            checkArm(entry, chosen);
            conditions.add(
                    new Condition(Name.isValid(entry.name()) ? entry.name() : ExperimentReader.STAND_IN, chosen));
        }
        checkBaseline(top.at("conditions"));
        return conditions;
    }

    /// In the order of their declaration, in which they are applied.
    private List<String> chosen(String condition, List<Section.Text> changes) {
        var chosen = new LinkedHashSet<String>();
        for (Section.Text change : changes) {
            if (!declared.contains(change.value())) {
                problems.at(
                        change.node(),
                        "condition '" + condition + "' names the unknown change '" + change.value() + "'",
                        declared.isEmpty() ? "declare it under changes" : Suggestion.hint(change.value(), declared));
            }
            if (!chosen.add(change.value())) {
                problems.at(change.node(), "condition '" + condition + "' names '" + change.value() + "' twice", "");
            }
        }
        var unknown = chosen.stream().filter(change -> !declared.contains(change));
        return Stream.concat(declared.stream().filter(chosen::contains), unknown)
                .toList();
    }

    private void checkArm(Section.Entry entry, List<String> chosen) {
        String twin = arms.putIfAbsent(chosen, entry.name());
        if (twin != null && entry.value() instanceof SequenceNode) {
            problems.at(
                    entry.key(),
                    "conditions '" + twin + "' and '" + entry.name() + "' are the same set of changes",
                    "remove one, or change what it holds");
        }
    }

    private void checkBaseline(Node conditions) {
        if (conditions instanceof MappingNode && !arms.containsKey(List.<String>of())) {
            problems.at(conditions, "no condition is the baseline", "add one without changes: baseline: []");
        }
    }
}
