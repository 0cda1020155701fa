package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.Recording;
import dev.steelyard.gateway.recording.Speed;

/// Answers from a recording of an earlier run, each cell from its own, byte for byte. Asks nobody.
///
/// @param lenient whether a request that was not recorded is answered as the one most like it
public record RecordedUpstream(Recording recording, Speed speed, boolean lenient) implements Upstream {}
