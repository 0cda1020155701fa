package dev.steelyard.gateway;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// The bytes of one request as they come, in segments, so that no event loop copies a large body. Bytes beyond what
/// there is room for are counted and thrown away. Handed from thread to thread with its exchange, never shared.
final class RequestBody {
    static final int MAX_BYTES = 64 << 20;
    private static final int FIRST_BYTES = 8 << 10;
    private static final int LARGEST_SEGMENT_BYTES = 1 << 20;

    /// What a body of the most bytes takes at most.
    static final long MOST_HELD_BYTES = MAX_BYTES + 2L * LARGEST_SEGMENT_BYTES;

    private final BodyRoom.Share room;
    private final long expectedBytes;
    private final List<byte[]> segments = new ArrayList<>();
    private byte[] open = {};
    private int used;
    private long length;
    private long heldBytes;
    private boolean crowded;

    /// @param expectedBytes as the client says, who may say what it likes; negative if it does not
    RequestBody(BodyRoom.Share room, long expectedBytes) {
        this.room = room;
        this.expectedBytes = expectedBytes;
    }

    void add(ByteBuf bytes) {
        length += bytes.readableBytes();
        if (tooLarge() || crowded) {
            free();
            return;
        }
        while (bytes.isReadable() && (used < open.length || segment(bytes.readableBytes()))) {
            int more = Math.min(open.length - used, bytes.readableBytes());
            bytes.readBytes(open, used, more);
            used += more;
        }
    }

    /// False if there is no room for another.
    private boolean segment(int wantedBytes) {
        int grown = Math.min(LARGEST_SEGMENT_BYTES, Math.max(FIRST_BYTES, 2 * open.length));
        long missing = Math.min(expectedBytes - heldBytes, LARGEST_SEGMENT_BYTES);
        int size = missing > 0 ? (int) missing : Math.max(grown, Math.min(wantedBytes, LARGEST_SEGMENT_BYTES));
        if (!room.take(size)) {
            free();
            crowded = true;
            return false;
        }
        heldBytes += size;
        if (used > 0) {
            segments.add(open);
        }
        open = new byte[size];
        used = 0;
        return true;
    }

    /// Of everything that came, kept or not.
    long length() {
        return length;
    }

    boolean tooLarge() {
        return length > MAX_BYTES;
    }

    /// Whether other bodies left no room for this one.
    boolean crowded() {
        return crowded;
    }

    /// In one piece; nothing if it was not kept. Copies what is large or came without its length. Not to be changed.
    byte[] bytes() {
        if (segments.isEmpty() && used == open.length) {
            return open;
        }
        int kept = segments.stream().mapToInt(segment -> segment.length).sum() + used;
        byte[] whole = new byte[kept];
        int at = 0;
        for (byte[] segment : segments) {
            System.arraycopy(segment, 0, whole, at, segment.length);
            at += segment.length;
        }
        System.arraycopy(open, 0, whole, at, used);
        return whole;
    }

    /// Forgets the bytes, but keeps their room for what was made of them.
    void forget() {
        segments.clear();
        open = new byte[0];
        used = 0;
    }

    /// Forgets the bytes. May be repeated.
    void free() {
        forget();
        room.free(heldBytes);
        heldBytes = 0;
    }
}
