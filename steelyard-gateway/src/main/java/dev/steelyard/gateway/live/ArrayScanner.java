package dev.steelyard.gateway.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts one JSON array that arrives in pieces into the objects it is made of, however it is split. What stands between
/// them is passed over unread.
final class ArrayScanner {
    private static final int MAX_BYTES = 16 << 20;

    private final Consumer<String> sink;
    private final ByteArrayOutputStream element = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;

    /// @param sink told each object, complete
    ArrayScanner(Consumer<String> sink) {
        this.sink = sink;
    }

    void accept(byte[] bytes) {
        for (byte b : bytes) {
            accept(b);
        }
    }

    private void accept(byte b) {
        if (!inString && b == '{') {
            depth++;
        }
        if (depth == 0) {
            return;
        }
        if (element.size() == MAX_BYTES) {
            throw new OversizedException("an element of more than " + MAX_BYTES + " bytes");
        }
        element.write(b);
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
        } else if (b == '"') {
            inString = true;
        } else if (b == '}') {
            close();
        }
    }

    private void close() {
        depth--;
        if (depth == 0) {
            sink.accept(element.toString(StandardCharsets.UTF_8));
            element.reset();
        }
    }
}
