package dev.steelyard.gateway.live;

import java.io.ByteArrayOutputStream;

/// An answer that is no stream, as it comes.
public final class WholeAnswer {
    private static final int MAX_BYTES = 64 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /// @throws OversizedException if it becomes too much
    public void add(byte[] bytes) {
        if (kept.size() + bytes.length > MAX_BYTES) {
            throw new OversizedException("an answer of more than " + MAX_BYTES + " bytes");
        }
        kept.writeBytes(bytes);
    }

    boolean isEmpty() {
        return kept.size() == 0;
    }

    public byte[] bytes() {
        return kept.toByteArray();
    }
}
