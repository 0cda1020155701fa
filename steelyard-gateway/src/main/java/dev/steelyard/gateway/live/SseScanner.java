package dev.steelyard.gateway.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final int FIRST_BYTES = 1024;

    /// Of one event. The largest that are known carry a picture.
    private static final int MAX_BYTES = 16 << 20;

    private final Sink sink;
    private final StringBuilder data = new StringBuilder();
    /// What has come since the event before.
    private byte[] raw = new byte[FIRST_BYTES];

    private int length;
    private int lineStart;
    private boolean started;
    private boolean afterCr;
    private boolean blankSeen;

    public SseScanner(Sink sink) {
        this.sink = sink;
    }

    public void accept(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            if (from == end) {
                one(bytes[from++]);
            } else {
                dispatchIfBlank();
                afterCr = false;
                keep(bytes, from, end - from);
                from = end;
            }
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /// @param end of a line, or half of one
    private void one(byte end) {
        if (end == '\n' && afterCr) {
            afterCr = false;
            keep(end);
            lineStart = length;
        } else {
            dispatchIfBlank();
            afterCr = end == '\r';
            endLine();
            keep(end);
            lineStart = length;
        }
        if (end == '\n') {
            dispatchIfBlank();
        }
    }

    private void keep(byte one) {
        room(1);
        raw[length++] = one;
    }

    private void keep(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, raw, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > MAX_BYTES) {
            throw new OversizedException("an event of more than " + MAX_BYTES + " bytes");
        }
        if (length + more > raw.length) {
            raw = Arrays.copyOf(raw, Math.max(length + more, 2 * raw.length));
        }
    }

    /// The bytes of an event that is not complete. A CR may have ended the last one; its event is given now.
    public byte[] rest() {
        dispatchIfBlank();
        return taken();
    }

    private byte[] taken() {
        byte[] taken = Arrays.copyOf(raw, length);
        length = 0;
        lineStart = 0;
        return taken;
    }

    private void endLine() {
        int start = lineStart;
        if (!started) {
            started = true;
            start += begins(start, BOM) ? BOM.length : 0;
        }
        if (start == length) {
            blankSeen = true;
        } else if (begins(start, DATA)) {
            data(start + DATA.length);
        }
    }

    private void data(int after) {
        if (after == length) {
            data.append('\n');
        } else if (raw[after] == ':') {
            int start = after + 1 < length && raw[after + 1] == ' ' ? after + 2 : after + 1;
            data.append(new String(raw, start, length - start, StandardCharsets.UTF_8))
                    .append('\n');
        }
    }

    private boolean begins(int start, byte[] with) {
        return length - start >= with.length && Arrays.equals(raw, start, start + with.length, with, 0, with.length);
    }

    private void dispatchIfBlank() {
        if (blankSeen) {
            blankSeen = false;
            String complete = data.isEmpty() ? "" : data.substring(0, data.length() - 1);
            data.setLength(0);
            sink.event(complete, taken());
        }
    }
}
