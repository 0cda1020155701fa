package dev.steelyard.gateway;

import java.time.Duration;

/// How much time and room clients get. An agent never comes near any of it; what does is broken or hostile, and must
/// not cost the other cells theirs.
///
/// @param head from a request head's first byte to its last
/// @param body between any two reads of a request's body
/// @param connectionsPerDoor at once
/// @param strangers connections at once that have not shown a door's key yet
/// @param bodyBytes of requests that are held in memory, over all doors; a single door gets at most half, or one body
record Courtesy(Duration head, Duration body, int connectionsPerDoor, int strangers, long bodyBytes) {
    private static final int SHARE_OF_HEAP = 8;

    static final Courtesy DEFAULT = new Courtesy(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            2048,
            1024,
            Math.max(3 * RequestBody.MOST_HELD_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
}
