package dev.steelyard.gateway.recording;

import java.util.List;
import java.util.Map;

/// What one call's client sent and what it got, as it was on the wire.
///
/// @param seq the call's number within its attempt, as in its record
/// @param endpoint what was asked for, in one word: `messages`, `count_tokens`, …
/// @param model that the address names; empty if it names none
/// @param dialect as in the call's record
/// @param status 0 if no answer began
/// @param headers of the answer, those that a client acts on, names in lower case
/// @param streamed whether the answer was sent without saying how long it is
/// @param frames what was written at once; their lengths add up to the response's
@SuppressWarnings("ArrayRecordComponent") // Bodies: handed over once, never compared.
public record Transcript(
        int seq,
        String endpoint,
        String model,
        String dialect,
        int status,
        Map<String, String> headers,
        boolean streamed,
        List<Frame> frames,
        Ending ending,
        byte[] request,
        byte[] response) {
    /// @param offsetNs since the request's head arrived
    public record Frame(long offsetNs, int length) {}

    public enum Ending {
        /// The client got all of it.
        WHOLE,
        /// The client went away, or its cell ended.
        LEFT,
        /// The answer broke off.
        BROKEN
    }

    public Transcript {
        headers = Map.copyOf(headers);
        frames = List.copyOf(frames);
    }

    /// Fit for a disk.
    public Transcript without(Redaction secrets) {
        return new Transcript(
                seq,
                endpoint,
                model,
                dialect,
                status,
                headers,
                streamed,
                frames,
                ending,
                secrets.request(request),
                secrets.response(response));
    }
}
