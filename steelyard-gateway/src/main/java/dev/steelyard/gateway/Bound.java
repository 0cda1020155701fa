package dev.steelyard.gateway;

/// What a call can use at most.
///
/// A token is at least one byte of text, so a request's bytes bound its input, but for what it only refers to: files
/// and
/// images by address, earlier answers kept by the provider. An answer is bounded by what its request asks for.
record Bound(long inputTokens, long outputTokens) {
    /// No current model answers with more, whatever it is asked for.
    static final long MOST_OUTPUT_TOKENS = 128_000;

    /// Providers put words of their own around tools, some hundred tokens.
    private static final long ADDED_TOKENS = 1_024;

    /// @param askedOutput 0 if the request does not say
    static Bound of(long requestBytes, long askedOutput) {
        return counted(requestBytes + ADDED_TOKENS, askedOutput);
    }

    /// As [#of], of a request whose tokens are known.
    static Bound counted(long inputTokens, long askedOutput) {
        long output = askedOutput > 0 ? Math.min(askedOutput, MOST_OUTPUT_TOKENS) : MOST_OUTPUT_TOKENS;
        return new Bound(inputTokens, output);
    }
}
