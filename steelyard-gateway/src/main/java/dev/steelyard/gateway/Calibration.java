package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.simulated.Tokenizer;

/// How many tokens the provider makes of a cell's prompts, learnt from what it has billed so far. For what an agent
/// wants
/// to know before the provider has said it; nothing is ever metered by it. Safe for concurrent use.
final class Calibration {
    /// Agents compact their context by this: to be told too little is worse than too much.
    private static final double GENEROUS = 1.07;

    private static final double BYTES_PER_TOKEN = 4;

    private final Tokenizer tokenizer = new Tokenizer();
    private volatile double tokensPerByte = 1 / BYTES_PER_TOKEN;

    void learn(long requestBytes, long inputTokens) {
        if (requestBytes > 0 && inputTokens > 0) {
            tokensPerByte = (double) inputTokens / requestBytes;
        }
    }

    long tokens(long requestBytes) {
        return Math.round(requestBytes * tokensPerByte);
    }

    long generous(Prompt prompt) {
        long counted = prompt.segments().stream()
                .mapToLong(segment -> tokenizer.count(segment.text()))
                .sum();
        return Math.round(counted * GENEROUS);
    }
}
