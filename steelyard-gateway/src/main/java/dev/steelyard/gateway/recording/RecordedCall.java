package dev.steelyard.gateway.recording;

import dev.steelyard.model.CallRecord;

/// A call of an earlier run: what was measured of it, and what went over the wire.
public record RecordedCall(CallRecord record, Transcript transcript) {
    CanonicalRequest canonical() {
        return CanonicalRequest.of(transcript.endpoint(), transcript.model(), transcript.request());
    }
}
