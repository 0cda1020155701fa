package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// Changes to the bytes of a JSON text that leave all others as they are.
final class Edits {
    private record Edit(int start, int end, String text) {}

    private final byte[] given;
    private final List<Edit> edits = new ArrayList<>();

    Edits(byte[] given) {
        this.given = given;
    }

    void replace(Span span, String text) {
        edits.add(new Edit(span.start(), span.end(), text));
    }

    void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    /// Removes neighbours in an object or array with the commas that would be left over.
    void remove(List<Span> all, IntPredicate unwanted) {
        for (int first = 0; first < all.size(); first++) {
            if (!unwanted.test(first)) {
                continue;
            }
            int last = first;
            while (last + 1 < all.size() && unwanted.test(last + 1)) {
                last++;
            }
            boolean atEnd = last + 1 == all.size();
            int start = atEnd && first > 0
                    ? all.get(first - 1).end()
                    : all.get(first).start();
            int end = atEnd ? all.get(last).end() : all.get(last + 1).start();
            replace(new Span(start, end), "");
            first = last;
        }
    }

    /// The edited text; what was not edited is not copied. What lies inside something that is removed is removed with
    /// it.
    ByteBuf applied() {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        List<ByteBuf> pieces = new ArrayList<>();
        int from = 0;
        for (Edit edit : edits) {
            if (edit.start() >= from) {
                pieces.add(Unpooled.wrappedBuffer(given, from, edit.start() - from));
                pieces.add(Unpooled.wrappedBuffer(edit.text().getBytes(StandardCharsets.UTF_8)));
                from = edit.end();
            }
        }
        pieces.add(Unpooled.wrappedBuffer(given, from, given.length - from));
        return Unpooled.wrappedBuffer(pieces.size(), pieces.toArray(ByteBuf[]::new));
    }
}
