package dev.steelyard.gateway.live;

import dev.steelyard.model.TokenUsage;

/// OpenAI's two dialects count alike under different names: input includes what was read from and written to the
/// cache, output includes reasoning.
record OpenAiBuckets(String input, String output) {
    TokenUsage of(UsageFields usage) {
        UsageFields in = usage.inside(input + "_details");
        long read = in.has("cached_tokens") ? in.count("cached_tokens") : usage.count("prompt_cache_hit_tokens");
        long write = in.count("cache_write_tokens");
        long fresh = Math.max(0, usage.count(input) - read - write);
        long reasoning = usage.inside(output + "_details").count("reasoning_tokens");
        long out = usage.count(output);
        long all = reasoningIsApart(usage, reasoning) ? out + reasoning : out;
        return new TokenUsage(fresh, read, write, all, Math.min(reasoning, all));
    }

    /// Some servers that imitate OpenAI count reasoning beside the output; only the total gives them away.
    private boolean reasoningIsApart(UsageFields usage, long reasoning) {
        return reasoning > 0 && usage.count("total_tokens") == usage.count(input) + usage.count(output) + reasoning;
    }
}
