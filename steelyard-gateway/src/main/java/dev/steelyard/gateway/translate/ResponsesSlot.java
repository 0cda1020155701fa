package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One item of an answer while it comes. Gathers what is not yet to be told, since items may come interleaved.
final class ResponsesSlot {
    enum Kind {
        TEXT,
        THINKING,
        CALL
    }

    private final Kind kind;
    private final StringBuilder written = new StringBuilder();
    private int told;
    private boolean open;
    private boolean done;
    private String name = "";
    private @Nullable String callId;
    private @Nullable JsonNode seal;
    private long paragraph;

    ResponsesSlot(Kind kind) {
        this.kind = kind;
    }

    void write(String piece) {
        written.append(piece);
    }

    /// @param index of the summary's part that the next piece belongs to
    void paragraph(long index) {
        if (index != paragraph && !written.isEmpty()) {
            written.append("\n\n");
        }
        paragraph = index;
    }

    /// @param providerId null if there is none
    void name(String called, @Nullable String providerId) {
        name = called.isEmpty() ? name : called;
        callId = providerId == null ? callId : providerId;
    }

    /// @param whole what the provider says the item is, now that it is complete: what the pieces left out is added,
    /// what
    /// has been told stays told
    void reconcile(String whole) {
        boolean longer = whole.length() > written.length() && whole.startsWith(written.toString());
        if (longer || (told == 0 && !whole.isEmpty())) {
            written.setLength(0);
            written.append(whole);
        }
    }

    /// @param item what the provider must see again
    void seal(JsonNode item) {
        seal = item;
    }

    void finish() {
        done = true;
    }

    /// Whether it is a call of nobody knows what.
    boolean nameless() {
        return kind == Kind.CALL && name.isEmpty();
    }

    /// Tells what is new, for the slot whose turn it is.
    ///
    /// @return whether it has come to its end
    boolean tell(SideTable.Turn turn, Consumer<ReplyEvent> out) {
        boolean something = !written.isEmpty() || seal != null || kind == Kind.CALL;
        if (something && !nameless()) {
            start(turn, out);
            pieces(out);
            if (done) {
                end(turn, out);
            }
        }
        return done;
    }

    private void start(SideTable.Turn turn, Consumer<ReplyEvent> out) {
        if (!open) {
            open = true;
            out.accept(
                    switch (kind) {
                        case TEXT -> new ReplyEvent.TextStart();
                        case THINKING -> new ReplyEvent.ThinkingStart();
                        case CALL -> new ReplyEvent.CallStart(turn.call(callId), name);
                    });
        }
    }

    private void pieces(Consumer<ReplyEvent> out) {
        if (told < written.length()) {
            String piece = written.substring(told);
            told = written.length();
            out.accept(
                    switch (kind) {
                        case TEXT -> new ReplyEvent.TextPiece(piece);
                        case THINKING -> new ReplyEvent.ThinkingPiece(piece);
                        case CALL -> new ReplyEvent.ArgumentsPiece(piece);
                    });
        }
    }

    private void end(SideTable.Turn turn, Consumer<ReplyEvent> out) {
        if (seal != null) {
            out.accept(new ReplyEvent.Seal(turn.thought(seal)));
        }
        out.accept(new ReplyEvent.PartEnd());
    }
}
