package dev.steelyard.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// A request's body as it arrives, in one array that fits if the client said how long it is.
final class BodyBuffer {
    /// A client may say what it likes: more than this is taken only as it comes.
    private static final int MOST_EXPECTED_BYTES = 1 << 20;

    private byte[] bytes;
    private int length;

    /// @param expectedBytes negative if unknown
    BodyBuffer(long expectedBytes) {
        bytes = new byte[Math.clamp(expectedBytes, 0, MOST_EXPECTED_BYTES)];
    }

    void add(ByteBuf part) {
        int more = part.readableBytes();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
        part.getBytes(part.readerIndex(), bytes, length, more);
        length += more;
    }

    /// Not to be changed.
    byte[] bytes() {
        if (length < bytes.length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        return bytes;
    }
}
