package dev.steelyard.gateway.dialect;

/// What an answer says about itself.
///
/// @param callId also sent as the `request-id` header; agents print it, which joins their logs to the records
/// @param model the name the client asked for: clients compare it with the one they know
/// @param createdSeconds Unix time
/// @param usageInStream see [Prompt#usageInStream]
/// @param names of the request's tools
public record Envelope(String callId, String model, long createdSeconds, boolean usageInStream, ToolNames names) {
    public Envelope(String callId, String model, long createdSeconds, boolean usageInStream) {
        this(callId, model, createdSeconds, usageInStream, ToolNames.PLAIN);
    }
}
