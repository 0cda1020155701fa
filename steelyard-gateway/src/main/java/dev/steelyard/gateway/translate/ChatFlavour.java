package dev.steelyard.gateway.translate;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose rules a request must keep, told from the name of the model that is served: OpenAI's own, which are
/// strict and differ from model to model, or those of its imitators, which know the older half of the
/// protocol. The rule: a name of OpenAI's (`gpt-…` but not `gpt-oss…`, `chatgpt-…`, `o1…` to `o9…`,
/// `codex-…`, also behind `openai/` or `ft:`) is OpenAI's, any other an imitator's.
///
/// @param reasoning whether it always thinks, and so refuses to be sampled
/// @param version of a GPT: 405 for 4.5, 506 for 5.6; 0 for all others
record ChatFlavour(boolean openAi, boolean reasoning, int version) {
    private static final Pattern OPENAI = Pattern.compile("(?:gpt-(?!oss)|chatgpt-|o[1-9](?:-|$)|codex-).*");
    private static final Pattern GPT = Pattern.compile("gpt-(\\d+)(?:\\.(\\d+))?.*");
    private static final int FIVE = 500;
    private static final int FIVE_ONE = 501;
    private static final int FIVE_TWO = 502;
    private static final int FIVE_FOUR = 504;
    private static final int PER_GENERATION = 100;

    static ChatFlavour of(String servedName) {
        String name =
                servedName.toLowerCase(Locale.ROOT).replaceFirst("^openai/", "").replaceFirst("^ft:", "");
        if (!OPENAI.matcher(name).matches()) {
            return new ChatFlavour(false, false, 0);
        }
        Matcher gpt = GPT.matcher(name);
        int version = gpt.matches() ? version(gpt) : 0;
        boolean thinks = version == 0 ? !name.startsWith("chatgpt-") : version >= FIVE && !name.contains("-chat");
        return new ChatFlavour(true, thinks, version);
    }

    private static int version(Matcher gpt) {
        String minor = gpt.group(2);
        return Math.min(Integer.parseInt(cut(gpt.group(1))), PER_GENERATION) * PER_GENERATION
                + (minor == null ? 0 : Integer.parseInt(cut(minor)));
    }

    private static String cut(String digits) {
        return digits.substring(0, Math.min(digits.length(), 2));
    }

    /// OpenAI calls the other name deprecated and refuses it for models that think; its imitators know only
    /// that one.
    String capField() {
        return openAi ? "max_completion_tokens" : "max_tokens";
    }

    /// Some imitators take no list where there is nothing but text.
    boolean listsOfTexts() {
        return openAi;
    }

    /// The chat templates of many open models break at a system message that is not the first.
    boolean systemAnywhere() {
        return openAi;
    }

    /// The models of the o series cannot be told to call one tool at a time.
    boolean parallelSwitch() {
        return !reasoning || version > 0;
    }

    /// From GPT-5.4 on, the API refuses functions together with any effort but `none`, even with the one that
    /// is the model's own if nothing is said.
    boolean thinksOnlyWithoutTools() {
        return reasoning && version >= FIVE_FOUR;
    }

    boolean knowsMinimalEffort() {
        return version >= FIVE && version < FIVE_ONE;
    }

    boolean knowsNoEffort() {
        return version >= FIVE_ONE;
    }

    boolean knowsHighestEffort() {
        return version >= FIVE_TWO;
    }
}
