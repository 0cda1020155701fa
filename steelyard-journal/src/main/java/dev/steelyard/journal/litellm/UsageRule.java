package dev.steelyard.journal.litellm;

import dev.steelyard.model.TokenUsage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes disjoint buckets of the usage that stands in an entry, by the dialect of that usage: OpenAI's input holds what
/// was read from and written to the cache, Anthropic's leaves it out, and LiteLLM writes both.
final class UsageRule {
    private static final List<String> OBJECTS =
            List.of("usage", "usage_object", "metadata.usage_object", "hidden_params.usage_object", "response.usage");
    private static final List<String> INPUT = List.of("prompt_tokens", "input_tokens");
    private static final List<String> OUTPUT = List.of("completion_tokens", "output_tokens");
    private static final List<String> READ = List.of(
            "cache_read_input_tokens",
            "prompt_tokens_details.cached_tokens",
            "input_tokens_details.cached_tokens",
            "cache_read_tokens",
            "cached_tokens",
            "prompt_cache_hit_tokens");
    private static final List<String> WRITE = List.of(
            "cache_creation_input_tokens",
            "prompt_tokens_details.cache_creation_tokens",
            "prompt_tokens_details.cache_write_tokens",
            "input_tokens_details.cache_creation_tokens",
            "input_tokens_details.cache_write_tokens",
            "cache_creation_tokens",
            "cache_write_tokens");
    private static final List<String> REASONING = List.of(
            "completion_tokens_details.reasoning_tokens", "output_tokens_details.reasoning_tokens", "reasoning_tokens");

    private final Set<Correction> corrections = EnumSet.noneOf(Correction.class);
    private final Fields entry;
    private final Fields usage;
    private final boolean flat;
    private final Shape shape;

    private UsageRule(Shape shape, Fields entry) {
        this.shape = shape;
        this.entry = entry;
        var inside = entry.inside(OBJECTS).filter(UsageRule::counts);
        this.flat = inside.isEmpty();
        this.usage = inside.orElse(entry);
    }

    /// @param raw the usage as it stood there
    record Counted(TokenUsage usage, Map<String, Object> raw, Set<Correction> corrections) {}

    /// Empty if the entry counts nothing.
    ///
    /// @throws Fields.Unfit if a count is none
    static Optional<Counted> of(Shape shape, Fields entry) {
        var rule = new UsageRule(shape, entry);
        return counts(rule.usage) ? Optional.of(rule.count()) : Optional.empty();
    }

    private static boolean counts(Fields fields) {
        return INPUT.stream().anyMatch(fields::has) || OUTPUT.stream().anyMatch(fields::has);
    }

    private Counted count() {
        long read = cached(READ);
        long write = Math.max(cached(WRITE), byLifetime());
        long output = usage.count(OUTPUT).orElse(0L);
        long input = usage.count(beside() ? INPUT.reversed() : INPUT).orElse(0L);
        long reasoning = usage.largest(REASONING);
        Optional<Long> total = usage.count(List.of("total_tokens"));
        long fresh = fresh(input, read, write, total.map(t -> t - output));
        long all = output(fresh + read + write, output, reasoning, total);
        if (reasoning > all) {
            corrections.add(Correction.REASONING_CLAMPED);
        }
        if (total.isPresent() && total.get() != fresh + read + write + all) {
            corrections.add(Correction.TOTAL_DISAGREES);
        }
        return new Counted(
                new TokenUsage(fresh, read, write, all, Math.min(reasoning, all)),
                raw(),
                Collections.unmodifiableSet(corrections));
    }

    /// The numbers may be in the usage or, in some versions, only beside it.
    private long cached(List<String> names) {
        long[] told = names.stream()
                .mapToLong(name -> Math.max(usage.largest(List.of(name)), entry.largest(List.of(name))))
                .filter(count -> count > 0)
                .distinct()
                .toArray();
        if (told.length > 1) {
            corrections.add(Correction.CACHE_FIELDS_DISAGREE);
        }
        return java.util.Arrays.stream(told).max().orElse(0);
    }

    private long byLifetime() {
        return List.of("cache_creation", "prompt_tokens_details.cache_creation_token_details").stream()
                .mapToLong(place -> usage.largest(List.of(place + ".ephemeral_5m_input_tokens"))
                        + usage.largest(List.of(place + ".ephemeral_1h_input_tokens")))
                .max()
                .orElse(0);
    }

    /// Whether the input is counted without the cache.
    private boolean beside() {
        return switch (shape) {
            case CUSTOM_DISJOINT -> usage.has("input_tokens");
            case CUSTOM -> !flat && anthropic();
            case STEELYARD, PAYLOAD, SPEND_LOGS -> anthropic();
        };
    }

    private boolean anthropic() {
        return !usage.has("prompt_tokens") && usage.has("input_tokens") && !usage.has("input_tokens_details");
    }

    private long fresh(long input, long read, long write, Optional<Long> totalInput) {
        long cached = read + write;
        if (cached == 0 || beside()) {
            return input;
        }
        if (totalInput.isPresent() && totalInput.get() == input + cached) {
            corrections.add(Correction.CACHE_BESIDE_INPUT);
            return input;
        }
        if (cached > input) {
            corrections.add(Correction.USAGE_INCONSISTENT);
            return 0;
        }
        corrections.add(Correction.CACHE_TAKEN_OFF_INPUT);
        return input - cached;
    }

    private long output(long input, long output, long reasoning, Optional<Long> total) {
        boolean apart = reasoning > 0 && total.isPresent() && total.get() == input + output + reasoning;
        if (apart) {
            corrections.add(Correction.REASONING_BESIDE_OUTPUT);
        }
        return apart ? output + reasoning : output;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> raw() {
        if (!flat) {
            return LogReader.JSON.convertValue(usage.checked().object(), Map.class);
        }
        var flat = new TreeMap<String, Object>();
        for (var names : List.of(INPUT, OUTPUT, READ, WRITE, REASONING, List.of("total_tokens"))) {
            names.stream()
                    .filter(name -> !name.contains(".") && entry.has(name))
                    .forEach(name -> flat.put(name, entry.largest(List.of(name))));
        }
        return flat;
    }
}
