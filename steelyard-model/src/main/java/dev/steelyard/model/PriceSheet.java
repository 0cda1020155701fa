package dev.steelyard.model;

import java.math.BigDecimal;

/// USD per million tokens of each bucket of [TokenUsage]. Reasoning tokens are part of the output.
public record PriceSheet(BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output) {
    private static final int MILLION_EXPONENT = 6;

    public Usd cost(TokenUsage usage) {
        var perMillion = input.multiply(BigDecimal.valueOf(usage.freshInput()))
                .add(cacheRead.multiply(BigDecimal.valueOf(usage.cacheRead())))
                .add(cacheWrite.multiply(BigDecimal.valueOf(usage.cacheWrite())))
                .add(output.multiply(BigDecimal.valueOf(usage.output())));
        return new Usd(perMillion.movePointLeft(MILLION_EXPONENT));
    }
}
