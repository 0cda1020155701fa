package dev.steelyard.gateway.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Cuts a stream of server-sent events (WHATWG HTML, section 9.2) into its events, however it is split: lines end with
/// LF, CR or CRLF, data may take several lines, comments and a byte order mark are passed over. The raw bytes of every
/// event are kept, so that what was read can also be left out.
public final class SseScanner {
    @FunctionalInterface
    public interface Sink {
        /// @param data empty if the event has none
        /// @param raw every byte since the event before, so that all events' bytes make up the stream
        void event(String data, byte[] raw);
    }

    private static final String BOM = "\uFEFF";

    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private boolean started;
    private boolean afterCr;
    private boolean blankSeen;

    public SseScanner(Sink sink) {
        this.sink = sink;
    }

    public void accept(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' && afterCr) {
                afterCr = false;
                raw.write(b);
                dispatchIfBlank();
                continue;
            }
            dispatchIfBlank();
            afterCr = b == '\r';
            raw.write(b);
            if (b == '\n' || b == '\r') {
                endLine();
            } else {
                line.write(b);
            }
            if (b == '\n') {
                dispatchIfBlank();
            }
        }
    }

    /// The bytes of an event that is not complete. A CR may have ended the last one; its event is given now.
    public byte[] rest() {
        dispatchIfBlank();
        byte[] rest = raw.toByteArray();
        raw.reset();
        return rest;
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!started) {
            started = true;
            text = text.startsWith(BOM) ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            blankSeen = true;
        } else if (text.startsWith("data:")) {
            data.append(text, text.startsWith("data: ") ? 6 : 5, text.length()).append('\n');
        } else if (text.equals("data")) {
            data.append('\n');
        }
    }

    private void dispatchIfBlank() {
        if (blankSeen) {
            blankSeen = false;
            String complete = data.isEmpty() ? "" : data.substring(0, data.length() - 1);
            byte[] bytes = raw.toByteArray();
            data.setLength(0);
            raw.reset();
            sink.event(complete, bytes);
        }
    }
}
