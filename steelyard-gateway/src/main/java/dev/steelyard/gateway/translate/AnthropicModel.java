package dev.steelyard.gateway.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model of Anthropic's takes, by the version in its name. Each generation refuses with 400 what the one before
/// it asked for. A name that tells no version is taken for the newest.
///
/// @param version ten times the major version and the minor one
record AnthropicModel(int version) {
    private static final int NEWEST = 99;
    private static final Pattern NAME = Pattern.compile("claude-(?:[a-z]+-)?([0-9])(?:[-.]([0-9]{1,2})(?![0-9]))?");

    static AnthropicModel of(String name) {
        Matcher found = NAME.matcher(name);
        if (!found.find()) {
            return new AnthropicModel(NEWEST);
        }
        int minor = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
        return new AnthropicModel(Integer.parseInt(found.group(1)) * 10 + Math.min(minor, 9));
    }

    boolean thinks() {
        return version >= 37;
    }

    /// Whether it decides itself how much to think; else it wants a budget.
    boolean adaptive() {
        return version >= 46;
    }

    boolean knowsExtraHighEffort() {
        return version >= 47;
    }

    boolean hidesThinkingOnDemand() {
        return version >= 40;
    }

    boolean takesSampling() {
        return version < 47;
    }

    /// Whether `temperature` and `top_p` may stand side by side.
    boolean takesBothSamplings() {
        return version < 41;
    }

    boolean takesOutputForm() {
        return version >= 41;
    }

    /// The most that `max_tokens` may be.
    long longestOutput() {
        if (version < 35) {
            return 4096;
        }
        if (version < 37) {
            return 8192;
        }
        if (version < 45) {
            return 32_000;
        }
        return version < 46 ? 64_000 : 128_000;
    }
}
