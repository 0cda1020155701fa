package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Bytes pass as they come, and are read on the way; an event that the client did not ask for is left out.
public final class NativePassage implements Passage {
    private static final byte[] NOTHING = {};

    private final Answer answer;
    private final boolean events;
    private final boolean withholdUsage;
    private final Opening opening;
    private final SseScanner scanner = new SseScanner(this::event);
    private final ArrayScanner elements;
    private final WholeAnswer whole = new WholeAnswer();
    private final ByteArrayOutputStream onward = new ByteArrayOutputStream();
    private boolean withheld;
    private boolean begun;
    private boolean array;

    /// @param withholdUsage whether the client must not see an event that carries nothing but usage
    public NativePassage(Answer answer, int status, HttpHeaders headers, boolean withholdUsage) {
        this.answer = answer;
        this.events = MediaTypes.events(headers);
        this.withholdUsage = events && withholdUsage;
        OptionalLong length = this.withholdUsage ? OptionalLong.empty() : length(headers);
        this.opening = new Opening(status, PassedHeaders.back(headers), length);
        this.elements = new ArrayScanner(answer::event);
    }

    /// The decoder has refused lengths that are none.
    private static OptionalLong length(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        return length == null || chunked ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    /// The bytes themselves, unless something is to be withheld; then an event goes on once it is complete.
    @Override
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
            whole.add(bytes);
        }
    }

    @Override
    public byte[] end() {
        if (!events) {
            if (!whole.isEmpty()) {
                answer.whole(whole.bytes());
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
        boolean usageOnly = answer.event(data).filter(answer::usageOnly).isPresent();
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

    @Override
    public boolean unchanged() {
        return !withholdUsage;
    }

    @Override
    public Optional<Opening> opening() {
        return Optional.of(opening);
    }

    @Override
    public List<String> losses() {
        return withheld ? List.of("usage_withheld") : List.of();
    }
}
