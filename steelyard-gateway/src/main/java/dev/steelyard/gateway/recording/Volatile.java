package dev.steelyard.gateway.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What differs between two runs of the same thing and means nothing: times, random names, places.
final class Volatile {
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";
    private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";

    /// In this order: what comes first takes what the later ones would cut to pieces.
    private static final Map<Pattern, String> RULES = rules();

    private Volatile() {}

    private static Map<Pattern, String> rules() {
        var rules = new LinkedHashMap<Pattern, String>();
        rules.put(Pattern.compile("x-anthropic-billing-header:.*"), "<billing>");
        rules.put(Pattern.compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"), "<uuid>");
        rules.put(
                Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]" + CLOCK + "(?:Z| ?[+-]\\d{2}:?\\d{2})?)?"), "<date>");
        rules.put(Pattern.compile("\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b"), "<date>");
        rules.put(
                Pattern.compile("\\b(?:" + DAY + ",? )?" + MONTH + " {1,2}\\d{1,2}\\b(?:,? \\d{4}\\b)?(?: " + CLOCK
                        + ")?(?: [A-Z]{3,4}\\b)?(?: \\d{4}\\b)?"),
                "<date>");
        rules.put(Pattern.compile("\\b\\d{1,2} " + MONTH + " \\d{4}\\b(?: " + CLOCK + ")?"), "<date>");
        rules.put(Pattern.compile("\\b\\d{1,2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?: ?[AP]M)?\\b"), "<time>");
        rules.put(Pattern.compile("\\b\\d+(?:\\.\\d+)? ?(?:ms|µs|us|ns|s|sec|secs|seconds)\\b"), "<duration>");
        rules.put(Pattern.compile("\\b(?:127\\.0\\.0\\.1|localhost):\\d{2,5}\\b"), "<address>");
        rules.put(Pattern.compile("(?:/[A-Za-z0-9._-]{1,80}){1,12}/\\d+/(work|home|tmp)\\b"), "<cell>/$1");
        rules.put(Pattern.compile("(?:-[A-Za-z0-9._]{1,80}){1,12}-\\d+-(work|home|tmp)\\b"), "<cell>-$1");
        rules.put(Pattern.compile("\\b(?:ses|msg|prt|per)_[A-Za-z0-9]{10,}\\b"), "<id>");
        rules.put(Pattern.compile("\\b(?=[0-9a-f]{0,63}[0-9])(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{7,64}\\b"), "<hex>");
        rules.put(Pattern.compile("\\b\\d{10,}\\b"), "<number>");
        return rules;
    }

    /// Nothing of all this is without a digit.
    ///
    /// @param line of a text
    static String without(String line) {
        if (line.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return line;
        }
        String calm = line;
        for (var rule : RULES.entrySet()) {
            calm = rule.getKey().matcher(calm).replaceAll(rule.getValue());
        }
        return calm;
    }
}
