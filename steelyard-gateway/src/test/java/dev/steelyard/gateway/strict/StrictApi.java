package dev.steelyard.gateway.strict;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One provider's API, as strict as the real one. Holds what must come back in later requests, so one per conversation.
public interface StrictApi {
    /// As in call records.
    String dialect();

    /// Everything for which the real API would refuse this request: unknown fields, wrong types, results without
    /// their calls, lost or altered seals, empty texts and so on. Empty if it would be taken.
    List<String> violations(JsonNode request);

    /// The body of the answer to a request that did not ask for a stream.
    String whole(Scene scene);

    /// The same as a stream, frame by frame with the dialect's own framing; parallel calls come as the real provider
    /// sends them, interleaved where it interleaves.
    List<String> frames(Scene scene);
}
