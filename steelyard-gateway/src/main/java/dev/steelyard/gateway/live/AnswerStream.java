package dev.steelyard.gateway.live;

import java.io.ByteArrayOutputStream;

/// Reads an answer as it passes, and says which of its bytes go on.
public final class AnswerStream {
    private static final byte[] NOTHING = {};

    private final Answer answer;
    private final boolean events;
    private final boolean withholdUsage;
    private final SseScanner scanner = new SseScanner(this::event);
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final ByteArrayOutputStream onward = new ByteArrayOutputStream();
    private boolean withheld;

    /// @param events whether the answer is server-sent events
    /// @param withholdUsage whether the client must not see an event that carries nothing but usage
    public AnswerStream(Answer answer, boolean events, boolean withholdUsage) {
        this.answer = answer;
        this.events = events;
        this.withholdUsage = events && withholdUsage;
    }

    /// @return what goes on to the client now: the bytes themselves, unless something is to be withheld; then an event
    /// goes on once it is complete
    public byte[] pass(byte[] bytes) {
        if (!events) {
            whole.writeBytes(bytes);
            return bytes;
        }
        scanner.accept(bytes);
        return withholdUsage ? onward() : bytes;
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
