package dev.steelyard.model;

import java.util.List;

/// One arm: the subject with a set of changes, applied in the order the experiment declares them.
public record Condition(String name, List<String> changes) {
    public Condition {
        Name.require("condition", name);
        changes = List.copyOf(changes);
    }
}
