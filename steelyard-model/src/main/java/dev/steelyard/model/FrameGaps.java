package dev.steelyard.model;

/// The pauses between the frames of one streamed answer, taken when they were read from upstream.
///
/// @param frames reads that brought content
public record FrameGaps(long frames, long p50Us, long p95Us, long maxUs) {}
