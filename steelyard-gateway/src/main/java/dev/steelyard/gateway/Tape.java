package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.gateway.recording.Transcript.Ending;
import dev.steelyard.gateway.recording.Transcript.Frame;
import dev.steelyard.model.CallError;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs along with one answer, for a door whose bodies are kept.
final class Tape {
    private static final Set<String> HEADERS = Set.of(
            "content-type", "content-encoding", "cache-control", "retry-after", "retry-after-ms", "x-should-retry");
    private static final Set<String> WHO_LEFT = Set.of("client", "harness");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Frame> frames = new ArrayList<>();

    void frame(long offsetNs, byte[] frame) {
        if (frame.length > 0) {
            bytes.writeBytes(frame);
            frames.add(new Frame(offsetNs, frame.length));
        }
    }

    /// @param head of the answer
    /// @param aborted what broke the answer off, or null
    Transcript transcript(CallMeter meter, byte[] request, HttpHeaders head, @Nullable CallError aborted) {
        return new Transcript(
                meter.seq,
                meter.endpoint().name().toLowerCase(Locale.ROOT),
                meter.target.model(),
                meter.endpoint().dialect().id(),
                meter.status,
                kept(head),
                head.contains(HttpHeaderNames.TRANSFER_ENCODING),
                frames,
                aborted == null ? Ending.WHOLE : WHO_LEFT.contains(aborted.origin()) ? Ending.LEFT : Ending.BROKEN,
                request,
                bytes.toByteArray());
    }

    private static Map<String, String> kept(HttpHeaders head) {
        var kept = new TreeMap<String, String>();
        for (Map.Entry<String, String> header : head) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (HEADERS.contains(name)) {
                kept.put(name, header.getValue());
            }
        }
        return kept;
    }
}
