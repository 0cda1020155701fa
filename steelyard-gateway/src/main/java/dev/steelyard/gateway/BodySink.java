package dev.steelyard.gateway;

/// Takes the bodies of a door's calls: just before a call's record is delivered, on the same thread, the request
/// before the response.
public interface BodySink {
    /// @param seq the call's number within its attempt, as in its record
    void request(int seq, byte[] body);

    /// @param body what was written back, whole or as far as it got
    void response(int seq, byte[] body);
}
