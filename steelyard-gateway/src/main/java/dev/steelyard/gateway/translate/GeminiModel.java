package dev.steelyard.gateway.translate;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model's name says about what it takes.
///
/// @param version hundreds for the major one; 0 for what is no Gemini, such as a tuned model's number
record GeminiModel(int version, Size size) {
    private static final int MAJOR = 100;
    private static final int TWO_FIVE = 205;
    private static final int THREE = 300;
    private static final int LATEST = 399;
    private static final long MOST_TOKENS = 65_536;
    private static final long MOST_TOKENS_ONCE = 8_192;
    private static final Pattern NAME = Pattern.compile("gemini-([0-9]{1,3})(?:\\.([0-9]{1,2}))?(?:-.*)?");

    enum Size {
        PRO,
        FLASH,
        LITE
    }

    /// @param servedName with or without `models/` or a publisher before it; `gemini-flash-latest` is
    /// of the newest kind
    static GeminiModel of(String servedName) {
        String name = servedName.substring(servedName.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Size size = name.contains("lite") ? Size.LITE : name.contains("flash") ? Size.FLASH : Size.PRO;
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return new GeminiModel(name.startsWith("gemini") ? LATEST : 0, size);
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new GeminiModel(Integer.parseInt(matcher.group(1)) * MAJOR + minor, size);
    }

    /// How much it thinks is told as a number of tokens.
    boolean thinksByBudget() {
        return version >= TWO_FIVE && version < THREE;
    }

    /// How much it thinks is told as a level, and its calls are not taken back without their signatures.
    boolean thinksByLevel() {
        return version >= THREE;
    }

    /// Whether it can be made to answer in JSON while it may call tools.
    boolean takesSchemaWithTools() {
        return version == 0 || version >= THREE;
    }

    /// Whether its middle level is the upper one.
    boolean knowsTwoLevels() {
        return version == THREE && size == Size.PRO;
    }

    long mostOutputTokens() {
        return version == 0 ? Long.MAX_VALUE : version >= TWO_FIVE ? MOST_TOKENS : MOST_TOKENS_ONCE;
    }
}
