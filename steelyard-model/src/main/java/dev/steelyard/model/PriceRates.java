package dev.steelyard.model;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// USD per million tokens of each bucket of [TokenUsage].
///
/// @param cacheWrite of what is kept for the provider's usual few minutes
/// @param cacheWriteHour of what is kept for an hour
/// @param output of all output, or of what is shown if `reasoning` has a price of its own
/// @param reasoning null if reasoning is billed as output
public record PriceRates(
        BigDecimal input,
        BigDecimal cacheRead,
        BigDecimal cacheWrite,
        BigDecimal cacheWriteHour,
        BigDecimal output,
        @Nullable BigDecimal reasoning) {
    private static final int MILLION_EXPONENT = 6;

    BigDecimal cost(TokenUsage usage) {
        BigDecimal thought = reasoning == null ? output : reasoning;
        return times(input, usage.freshInput())
                .add(times(cacheRead, usage.cacheRead()))
                .add(times(cacheWrite, usage.cacheWrite() - usage.cacheWriteHour()))
                .add(times(cacheWriteHour, usage.cacheWriteHour()))
                .add(times(output, usage.output() - usage.reasoning()))
                .add(times(thought, usage.reasoning()))
                .movePointLeft(MILLION_EXPONENT);
    }

    /// What so many tokens cost at most, in whichever buckets they turn out to be.
    BigDecimal most(long inputTokens, long outputTokens) {
        BigDecimal in = Stream.of(input, cacheRead, cacheWrite, cacheWriteHour)
                .max(BigDecimal::compareTo)
                .orElseThrow();
        BigDecimal out = reasoning == null ? output : output.max(reasoning);
        return times(in, inputTokens).add(times(out, outputTokens)).movePointLeft(MILLION_EXPONENT);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
