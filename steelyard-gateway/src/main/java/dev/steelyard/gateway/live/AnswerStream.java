package dev.steelyard.gateway.live;

import java.io.ByteArrayOutputStream;

/// Reads an answer as it passes, and says which of its bytes go on.
public final class AnswerStream {
    private static final byte[] NOTHING = {};

    private final Answer answer;
    private final boolean events;
    private final boolean withholdUsage;
    private final SseScanner scanner = new SseScanner(this::event);
    private final ArrayScanner elements;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final ByteArrayOutputStream onward = new ByteArrayOutputStream();
    private boolean withheld;
    private boolean begun;
    private boolean array;

    /// @param events whether the answer is server-sent events
    /// @param withholdUsage whether the client must not see an event that carries nothing but usage
    public AnswerStream(Answer answer, boolean events, boolean withholdUsage) {
        this.answer = answer;
        this.events = events;
        this.withholdUsage = events && withholdUsage;
        this.elements = new ArrayScanner(answer::event);
    }

    /// @return what goes on to the client now: the bytes themselves, unless something is to be withheld; then an event
    /// goes on once it is complete
    public byte[] pass(byte[] bytes) {
        if (!events) {
            unframed(bytes);
            return bytes;
        }
        scanner.accept(bytes);
        return withholdUsage ? onward() : bytes;
    }

    /// Gemini streams one JSON array where nobody asks for events.
    private void unframed(byte[] bytes) {
        for (int i = 0; i < bytes.length && !begun; i++) {
            begun = bytes[i] > ' ';
            array = bytes[i] == '[';
        }
        if (array) {
            elements.accept(bytes);
        } else {
            whole.writeBytes(bytes);
        }
    }

    /// After the last [#pass].
    ///
    /// @return what was still held back
    public byte[] end() {
        if (!events) {
            if (whole.size() > 0) {
                answer.whole(whole.toByteArray());
            }
            return NOTHING;
        }
        byte[] rest = scanner.rest();
        if (!withholdUsage) {
            return NOTHING;
        }
        onward.writeBytes(rest);
        return onward();
    }

    private void event(String data, byte[] raw) {
        boolean usageOnly = answer.event(data);
        if (!withholdUsage) {
            return;
        }
        if (usageOnly) {
            withheld = true;
        } else {
            onward.writeBytes(raw);
        }
    }

    private byte[] onward() {
        byte[] bytes = onward.toByteArray();
        onward.reset();
        return bytes;
    }

    /// Whether an event was withheld.
    public boolean withheld() {
        return withheld;
    }
}
