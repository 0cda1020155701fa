package dev.steelyard.model;

import org.jspecify.annotations.Nullable;

/// One request sent upstream on behalf of a call. Times are those of [CallRecord].
///
/// @param status what was answered; 0 if nothing was
/// @param error why this try was no answer, or null
/// @param requestId the provider's own name for it, or null
/// @param retryAfterMs what the provider asked to wait, or null
/// @param usage tokens this try is charged with
public record UpstreamTry(
        long sentNs,
        long doneNs,
        int status,
        @Nullable CallError error,
        @Nullable String requestId,
        @Nullable Long retryAfterMs,
        TokenUsage usage) {}
