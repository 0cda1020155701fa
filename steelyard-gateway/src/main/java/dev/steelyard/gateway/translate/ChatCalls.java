package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls of one answer, put together from pieces that may come interleaved. The first is told as it
/// comes, the others when the answer is over.
final class ChatCalls {
    /// Of an index: some servers leave it out.
    static final int UNSAID = -1;

    private final SideTable.Turn turn;
    private final ChatProse prose;
    private final List<Pending> pending = new ArrayList<>();

    ChatCalls(SideTable.Turn turn, ChatProse prose) {
        this.turn = turn;
        this.prose = prose;
    }

    /// @param place what holds `function`, and what else the server wants to see again
    void piece(int index, @Nullable String id, JsonNode function, JsonNode place, Consumer<ReplyEvent> out) {
        String name = function.path("name").stringValue("");
        JsonNode given = function.path("arguments");
        String arguments = given.isObject() ? Json.compact(given) : given.stringValue("");
        Pending call = find(index, id == null ? "" : id, name, arguments);
        call.name = call.name.isEmpty() ? name : call.name;
        call.id = call.id.isEmpty() && id != null ? id : call.id;
        call.arguments.append(arguments);
        for (String field : ChatState.CALL_FIELDS) {
            JsonNode state = place.path(field);
            if (state.isObject() && !state.isEmpty()) {
                call.state.set(field, state);
            }
        }
        if (call == pending.getFirst() && !call.name.isEmpty()) {
            tell(call, out);
        }
    }

    private Pending find(int index, String id, String name, String arguments) {
        for (Pending call : pending.reversed()) {
            boolean meant = index == UNSAID
                    ? id.isEmpty() ? name.isEmpty() : id.equals(call.id)
                    : index == call.index && !call.followed(id, name, arguments);
            if (meant) {
                return call;
            }
            if (index == call.index && index != UNSAID) {
                break;
            }
        }
        Pending call = new Pending(index);
        pending.add(call);
        return call;
    }

    private void tell(Pending call, Consumer<ReplyEvent> out) {
        if (call.agentsId == null) {
            if (call == pending.getFirst()) {
                prose.beforeFirstCall(out);
            }
            call.agentsId = turn.call(call.id.isEmpty() ? null : call.id);
            out.accept(new ReplyEvent.CallStart(call.agentsId, call.name));
        }
        if (call.told < call.arguments.length()) {
            out.accept(new ReplyEvent.ArgumentsPiece(call.arguments.substring(call.told)));
            call.told = call.arguments.length();
        }
    }

    void end(Consumer<ReplyEvent> out) {
        ObjectNode messageState = prose.afterCalls();
        for (Pending call : pending) {
            if (!call.name.isEmpty()) {
                close(call, messageState, out);
                messageState = Json.object();
            }
        }
    }

    private void close(Pending call, ObjectNode messageState, Consumer<ReplyEvent> out) {
        if (call.arguments.isEmpty()) {
            call.arguments.append("{}");
        }
        tell(call, out);
        if (call.agentsId != null && (!call.state.isEmpty() || !messageState.isEmpty())) {
            out.accept(new ReplyEvent.Seal(turn.attached(call.agentsId, ChatState.attached(call.state, messageState))));
        }
        out.accept(new ReplyEvent.PartEnd());
    }

    boolean any() {
        return pending.stream().anyMatch(call -> !call.name.isEmpty());
    }

    boolean nameless() {
        return pending.stream().anyMatch(call -> call.name.isEmpty() && !call.arguments.isEmpty());
    }

    private static final class Pending {
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private final ObjectNode state = Json.object();
        private String id = "";
        private String name = "";
        private @Nullable String agentsId;
        private int told;

        private Pending(int index) {
            this.index = index;
        }

        /// Whether this piece begins another call under the same index, as some servers number all their
        /// calls alike. A name or an id alone proves nothing: others repeat the one and invent the other anew
        /// with every piece.
        private boolean followed(String nextId, String nextName, String nextArguments) {
            if (nextName.isEmpty() || name.isEmpty()) {
                return false;
            }
            boolean otherId = !nextId.isEmpty() && !id.isEmpty() && !nextId.equals(id);
            return otherId || !nextName.equals(name) || (nextArguments.startsWith("{") && whole());
        }

        private boolean whole() {
            return arguments.isEmpty() || ChatMessageWriter.isObject(arguments.toString());
        }
    }
}
