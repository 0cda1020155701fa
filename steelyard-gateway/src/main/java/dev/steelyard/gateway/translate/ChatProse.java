package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is said and thought in one answer. Whatever comes after the first call is kept back, since that call
/// may not be over yet.
final class ChatProse {
    private enum Open {
        NOTHING,
        TEXT,
        THINKING
    }

    private record Late(Open kind, StringBuilder text) {}

    private final SideTable.Turn turn;
    private final List<Late> late = new ArrayList<>();
    private final StringBuilder thought = new StringBuilder();
    private String field = "";
    private ObjectNode lists = Json.object();
    private Open open = Open.NOTHING;
    private boolean calling;

    ChatProse(SideTable.Turn turn) {
        this.turn = turn;
    }

    /// Some servers send the same thought under both names.
    void thought(JsonNode said, Consumer<ReplyEvent> out) {
        for (String list : ChatState.THOUGHT_LISTS) {
            if (said.path(list) instanceof ArrayNode items) {
                lists.withArray(list).addAll(items);
            }
        }
        for (String name : ChatState.THOUGHTS) {
            if (said.path(name).isString() && (field.isEmpty() || field.equals(name))) {
                field = name;
                passing(said.path(name).stringValue(), out);
                if (!calling) {
                    thought.append(said.path(name).stringValue());
                }
                return;
            }
        }
    }

    /// What was thought and need not come back.
    void passing(String text, Consumer<ReplyEvent> out) {
        if (begun(Open.THINKING, text, out)) {
            out.accept(new ReplyEvent.ThinkingPiece(text));
        }
    }

    void text(String text, Consumer<ReplyEvent> out) {
        if (begun(Open.TEXT, text, out)) {
            out.accept(new ReplyEvent.TextPiece(text));
        }
    }

    private boolean begun(Open kind, String text, Consumer<ReplyEvent> out) {
        if (text.isEmpty()) {
            return false;
        }
        if (calling) {
            if (late.isEmpty() || late.getLast().kind() != kind) {
                late.add(new Late(kind, new StringBuilder()));
            }
            late.getLast().text().append(text);
            return false;
        }
        if (open != kind) {
            close(out);
            out.accept(kind == Open.TEXT ? new ReplyEvent.TextStart() : new ReplyEvent.ThinkingStart());
            open = kind;
        }
        return true;
    }

    private void close(Consumer<ReplyEvent> out) {
        if (open == Open.THINKING) {
            out.accept(new ReplyEvent.Seal(turn.thought(state())));
        }
        if (open != Open.NOTHING) {
            out.accept(new ReplyEvent.PartEnd());
        }
        open = Open.NOTHING;
    }

    private ObjectNode state() {
        ObjectNode state = lists;
        if (!field.isEmpty()) {
            state.put(field, thought.toString());
        }
        thought.setLength(0);
        field = "";
        lists = Json.object();
        return state;
    }

    /// DeepSeek wants to see an empty thought again as well; what it did not show is none of the agent's
    /// business.
    void beforeFirstCall(Consumer<ReplyEvent> out) {
        close(out);
        if (!lists.isEmpty()) {
            out.accept(new ReplyEvent.ThinkingStart());
            open = Open.THINKING;
            close(out);
        } else if (!field.isEmpty()) {
            turn.thought(state());
        }
        calling = true;
    }

    /// What came too late to be thought before the call.
    ObjectNode afterCalls() {
        ObjectNode rest = lists;
        lists = Json.object();
        return rest;
    }

    void end(Consumer<ReplyEvent> out) {
        close(out);
        calling = false;
        for (Late one : late) {
            switch (one.kind()) {
                case TEXT -> text(one.text().toString(), out);
                case THINKING -> passing(one.text().toString(), out);
                case NOTHING -> {}
            }
        }
        close(out);
        late.clear();
    }
}
