package dev.steelyard.report;

import dev.steelyard.stats.Estimate;
import dev.steelyard.stats.Interval;

/// Colour for a terminal.
enum Ansi {
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    BOLD_YELLOW("\u001b[1;33m");

    private static final String RESET = "\u001b[0m";
    private final String start;

    Ansi(String start) {
        this.start = start;
    }

    String mark(String text) {
        return start + text + RESET;
    }

    /// The text without colour, as wide as it looks.
    static String strip(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /// Less is better in every metric: a shown decrease is green, a shown increase red, the rest plain.
    static String ratio(Estimate ratio, String text) {
        if (!ratio.excludes(1)) {
            return text;
        }
        return ratio.interval().map(Interval::hi).orElseThrow() < 1 ? GREEN.mark(text) : RED.mark(text);
    }
}
