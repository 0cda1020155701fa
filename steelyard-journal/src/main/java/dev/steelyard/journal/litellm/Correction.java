package dev.steelyard.journal.litellm;

import java.util.Locale;

/// What an import leaves out, puts right or cannot trust. Counted for the whole import; those that concern a call that
/// is kept are also in its record, in `lossy`.
public enum Correction {
    DUPLICATE("lines that repeat a call, left out"),
    RETRIED("failed tries that LiteLLM repeated itself, counted as attempts of the call"),
    NOT_A_GENERATION("token counts, embeddings, moderations and other lines that are no generation, left out"),
    CALL_TYPE_UNKNOWN("calls of a type this release does not know, kept"),
    TORN_LINE("unfinished last lines, left out"),
    CACHE_TAKEN_OFF_INPUT("calls whose input included what was read from or written to the cache: taken off"),
    CACHE_BESIDE_INPUT("calls whose input left the cache out although it is said to be in: proven by the total"),
    CACHE_FIELDS_DISAGREE("calls that count their cache twice, differently: the larger number is taken"),
    USAGE_INCONSISTENT("calls with more cached than there was input: fresh input taken for 0"),
    TOTAL_DISAGREES("calls whose total is not the sum of its parts: the parts are taken"),
    REASONING_BESIDE_OUTPUT("calls that count reasoning beside the output: added, proven by the total"),
    REASONING_CLAMPED("calls with more reasoning than output: taken for all of the output"),
    USAGE_MISSING("answered calls without usage: their tokens are unknown and count as 0"),
    USAGE_ESTIMATED("calls that broke off: LiteLLM's own estimate of their tokens is taken"),
    ANSWERED_FROM_CACHE("calls that LiteLLM answered from its response cache: no model was asked, so 0 tokens"),
    TIMING_COLLAPSED("streams whose first token is not between start and end: their time to first token is dropped"),
    TIMING_MISSING("calls without a duration: only when they ended is known"),
    DURATION_UNIT_GUESSED("durations without a unit: whole numbers taken for ms, others for s"),
    ZONE_ASSUMED("times without a zone, taken for UTC"),
    ATTRIBUTED_BY_TIME("calls given to a cell by time window: another process in that window would be in them"),
    WINDOW_OVERRUN("calls that ended after the window they began in");

    private final String meaning;

    Correction(String meaning) {
        this.meaning = meaning;
    }

    /// For people, after a count.
    public String meaning() {
        return meaning;
    }

    /// As in `lossy` and in the summary.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
