package dev.steelyard.lab.recording;

import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.gateway.recording.Transcript.Ending;
import dev.steelyard.gateway.recording.Transcript.Frame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// `NNNN.json`: a recorded call without its bodies. The components mean what those of [Transcript] mean.
///
/// @param work the cell's workspace, which the bodies name
/// @param frames pairs: nanoseconds since the request arrived, bytes of the response
record CallFile(
        int schemaVersion,
        int seq,
        String work,
        String endpoint,
        String model,
        String dialect,
        int status,
        Map<String, String> headers,
        boolean streamed,
        String ending,
        List<List<Long>> frames) {
    static final int SCHEMA_VERSION = 1;

    static CallFile of(Transcript call, String work) {
        return new CallFile(
                SCHEMA_VERSION,
                call.seq(),
                work,
                call.endpoint(),
                call.model(),
                call.dialect(),
                call.status(),
                new TreeMap<>(call.headers()),
                call.streamed(),
                call.ending().name().toLowerCase(Locale.ROOT),
                call.frames().stream()
                        .map(frame -> List.of(frame.offsetNs(), (long) frame.length()))
                        .toList());
    }

    long responseBytes() {
        return frames.stream().mapToLong(List::getLast).sum();
    }

    /// @throws IllegalArgumentException if this is of another version, or a word or a pair is none
    Transcript with(byte[] request, byte[] response) {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "it is of schema_version " + schemaVersion + "; this release reads " + SCHEMA_VERSION);
        }
        if (frames.stream().anyMatch(pair -> pair.size() != 2) || responseBytes() != response.length) {
            throw new IllegalArgumentException("its frames are not those of the response");
        }
        return new Transcript(
                seq,
                endpoint,
                model,
                dialect,
                status,
                headers,
                streamed,
                frames.stream()
                        .map(pair -> new Frame(pair.getFirst(), Math.toIntExact(pair.getLast())))
                        .toList(),
                Ending.valueOf(ending.toUpperCase(Locale.ROOT)),
                request,
                response);
    }
}
