package dev.steelyard.report.analysis;

import dev.steelyard.stats.Warning;

/// A warning with its place, ready to be shown.
///
/// @param code machine-readable, stable
/// @param where which arm or comparison, or `run`
public record Remark(String code, String where, String what, String advice) {
    static Remark of(Concern concern, String where, int count) {
        return new Remark(concern.name(), where, count + " × " + concern.what(), concern.advice());
    }

    static Remark of(Concern concern) {
        return new Remark(concern.name(), "run", concern.what(), concern.advice());
    }

    static Remark of(Warning warning, String where) {
        return new Remark(warning.name(), where, taskWords(warning.what()), taskWords(warning.advice()));
    }

    /// The statistics speak of units; here they are tasks.
    private static String taskWords(String text) {
        return text.replace("unit", "task");
    }
}
