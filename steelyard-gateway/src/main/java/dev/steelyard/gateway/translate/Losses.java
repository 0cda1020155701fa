package dev.steelyard.gateway.translate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a translation could not carry, by code: `what` or `what:which`, lower case, made of `[a-z0-9_.:-]`. Codes are
/// part of the records' format: docs/formats/lossy.md lists them.
public final class Losses {
    private static final int LONGEST = 80;
    private static final int MOST = 64;

    private final Map<String, Integer> times = new LinkedHashMap<>();

    /// @param code may hold what the agent wrote: anything but the permitted characters becomes `_`
    public void add(String code) {
        String kept = safe(code);
        if (times.size() < MOST || times.containsKey(kept)) {
            times.merge(kept, 1, Integer::sum);
        }
    }

    /// What is left of a code in which others had a say.
    public static String safe(String code) {
        String safe = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.:-]", "_");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
    }

    /// Each code once, in the order in which they came first; `code*n` for what happened more than once.
    public List<String> codes() {
        return times.entrySet().stream()
                .map(loss -> loss.getValue() == 1 ? loss.getKey() : loss.getKey() + "*" + loss.getValue())
                .toList();
    }
}
