package dev.steelyard.model;

/// Tokens of one call or a sum of calls, in disjoint input buckets.
///
/// @param freshInput input tokens neither read from nor written to the provider's prompt cache
/// @param cacheWrite all input tokens written to it
/// @param cacheWriteHour the part of `cacheWrite` that is kept for an hour
/// @param output all output tokens
/// @param reasoning the part of `output` that was not shown
public record TokenUsage(
        long freshInput, long cacheRead, long cacheWrite, long cacheWriteHour, long output, long reasoning) {
    public static final TokenUsage ZERO = new TokenUsage(0, 0, 0, 0, 0);

    /// Nothing is kept for an hour.
    public TokenUsage(long freshInput, long cacheRead, long cacheWrite, long output, long reasoning) {
        this(freshInput, cacheRead, cacheWrite, 0, output, reasoning);
    }

    public TokenUsage {
        if (freshInput < 0 || cacheRead < 0 || cacheWrite < 0 || cacheWriteHour < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("token counts cannot be negative");
        }
        if (reasoning > output) {
            throw new IllegalArgumentException("reasoning " + reasoning + " exceeds output " + output);
        }
        if (cacheWriteHour > cacheWrite) {
            throw new IllegalArgumentException("kept for an hour " + cacheWriteHour + " exceeds written " + cacheWrite);
        }
    }

    public long totalInput() {
        return freshInput + cacheRead + cacheWrite;
    }

    public long total() {
        return totalInput() + output;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                freshInput + other.freshInput,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                cacheWriteHour + other.cacheWriteHour,
                output + other.output,
                reasoning + other.reasoning);
    }
}
