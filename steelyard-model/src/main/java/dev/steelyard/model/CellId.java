package dev.steelyard.model;

import java.util.regex.Pattern;

/// `runner.condition.task.repetition`: unique in an experiment, readable, and a safe folder name.
///
/// It never reaches an agent: doors and working folders carry random names, so an agent cannot tell its arm.
public record CellId(String value) implements Comparable<CellId> {
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9][A-Za-z0-9_-]*){2}\\.[1-9][0-9]*");

    public CellId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("a cell id is runner.condition.task.repetition, got '" + value + "'");
        }
    }

    public static CellId of(String runner, String condition, String task, int repetition) {
        return new CellId(runner + "." + condition + "." + task + "." + repetition);
    }

    @Override
    public int compareTo(CellId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
