package dev.steelyard.gateway.dialect;

import tools.jackson.databind.JsonNode;

/// How a streamed answer is cut: with `alt=sse` as server-sent events, without as one JSON array that grows.
enum GeminiFraming {
    SSE,
    ARRAY;

    String mediaType() {
        return switch (this) {
            case SSE -> Sse.MEDIA_TYPE;
            case ARRAY -> "application/json; charset=UTF-8";
        };
    }

    String chunk(JsonNode chunk, boolean first) {
        return switch (this) {
            case SSE -> Sse.data(chunk);
            case ARRAY -> (first ? "[" : ",\n") + Json.compact(chunk);
        };
    }

    /// An error where answers have already gone out. Among events it is said twice: some of Google's SDKs see it
    /// only as an event, others only as bare JSON, and to one that does not see it all would seem well.
    String failure(JsonNode failure, boolean first) {
        return switch (this) {
            case SSE -> Sse.data(failure) + Json.compact(failure) + "\n\n";
            case ARRAY -> chunk(failure, first);
        };
    }

    /// What follows the last chunk: server-sent events have no sentinel here.
    String end() {
        return switch (this) {
            case SSE -> "";
            case ARRAY -> "]";
        };
    }

    /// An answer that is complete at once, where a stream was asked for: a refusal.
    String whole(String json) {
        return switch (this) {
            case SSE -> json;
            case ARRAY -> "[" + json + "]";
        };
    }
}
