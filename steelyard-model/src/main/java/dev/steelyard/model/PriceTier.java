package dev.steelyard.model;

/// Other rates for calls with much input, all input buckets counted.
///
/// @param aboveInputTokens a call with exactly this many is still below
public record PriceTier(long aboveInputTokens, Applies applies, PriceRates rates) {
    /// What of such a call the rates are for.
    public enum Applies {
        /// Every bucket, from the first token on: what providers do.
        WHOLE_REQUEST,
        /// The input above the threshold only, taken from the buckets in proportion; and all of the output.
        MARGINAL
    }
}
