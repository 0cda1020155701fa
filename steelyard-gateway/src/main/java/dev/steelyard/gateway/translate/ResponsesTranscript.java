package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The items of Responses, one after the other, become messages. What the model made in one go is one message, and the
/// results of its calls are the next, whatever the agent put between them: other providers insist on both.
final class ResponsesTranscript {
    private final List<Turn> turns = new ArrayList<>();

    /// Call id → the turn it was made in, while its result is awaited; the ids of results already seen are absent.
    private final Map<String, Turn> awaited = new LinkedHashMap<>();

    private final Map<String, Turn> made = new HashMap<>();

    /// A message that grows.
    private static final class Turn {
        private final Role role;
        private final boolean results;
        private final List<Block> blocks = new ArrayList<>();

        Turn(Role role, boolean results) {
            this.role = role;
            this.results = results;
        }
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    void say(Role role, List<Block> blocks) {
        if (role != Role.ASSISTANT) {
            var turn = new Turn(role, false);
            turn.blocks.addAll(blocks);
            turns.add(turn);
            return;
        }
        List<Block> said = modelsTurn().blocks;
        said.addAll(firstCall(said), blocks);
    }

    void think(Block.Thinking thinking) {
        modelsTurn().blocks.add(thinking);
    }

    void call(Block.Call call) {
        Turn turn = modelsTurn();
        turn.blocks.add(call);
        awaited.put(call.id(), turn);
        made.put(call.id(), turn);
    }

    /// @throws BadRequest if nobody called
    void result(Block.Result result) {
        Turn caller = made.get(result.callId());
        if (caller == null) {
            throw new BadRequest("No tool call found for function call output with call_id " + result.callId() + ".");
        }
        awaited.remove(result.callId());
        int next = turns.lastIndexOf(caller) + 1;
        if (next == turns.size() || !turns.get(next).results) {
            turns.add(next, new Turn(Role.USER, true));
        }
        turns.get(next).blocks.add(result);
    }

    /// @throws BadRequest if a call has no result
    List<Message> messages() {
        if (!awaited.isEmpty()) {
            throw new BadRequest("No tool output found for function call "
                    + awaited.keySet().iterator().next() + ".");
        }
        return turns.stream()
                .filter(turn -> !turn.blocks.isEmpty())
                .map(turn -> new Message(turn.role, turn.blocks))
                .toList();
    }

    private Turn modelsTurn() {
        Turn last = turns.isEmpty() ? null : turns.getLast();
        if (last == null || last.role != Role.ASSISTANT) {
            last = new Turn(Role.ASSISTANT, false);
            turns.add(last);
        }
        return last;
    }

    /// Where a text goes that comes after a call and before its result: nothing may stand between those.
    private static int firstCall(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Call) {
                return i;
            }
        }
        return blocks.size();
    }
}
