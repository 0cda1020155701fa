package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.AnthropicTurns.Turn;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class AnthropicTurnBuilder {
    private static final String ID = "[A-Za-z0-9_-]+";

    private final Losses losses;
    private final Map<String, Deque<Block.Result>> results = new HashMap<>();
    private final Set<Block.Result> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> ids = new HashSet<>();
    private final Set<String> toolNames = new LinkedHashSet<>();
    private final List<Block.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private List<Block> current = new ArrayList<>();
    private boolean assistant;

    AnthropicTurnBuilder(List<Message> messages, Losses losses) {
        this.losses = losses;
        for (Message message : messages) {
            for (Block block : message.content()) {
                if (block instanceof Block.Result result) {
                    results.computeIfAbsent(result.callId(), _ -> new ArrayDeque<>())
                            .add(result);
                }
            }
        }
    }

    void add(Message message) {
        boolean first = turns.isEmpty() && current.isEmpty();
        for (Block block : message.content()) {
            switch (message.role()) {
                case SYSTEM -> instruction(block, first);
                case USER -> user(block);
                case ASSISTANT -> assistant(block);
            }
        }
    }

    /// Not every model takes instructions in the middle, so they are said by the user, in the form that Anthropic's own
    /// agent uses for it.
    private void instruction(Block block, boolean first) {
        if (!(block instanceof Block.Text text) || text.text().isBlank()) {
            return;
        }
        if (first) {
            system.add(text);
            return;
        }
        losses.add("system_as_user");
        String said = text.text();
        boolean framed = said.startsWith("<system-reminder>");
        speak(
                false,
                framed ? text : new Block.Text("<system-reminder>\n" + said + "\n</system-reminder>", text.cache()));
    }

    private void user(Block block) {
        switch (block) {
            case Block.Text text -> words(false, text);
            case Block.Image _, Block.Document _ -> speak(false, block);
            case Block.Result result -> result(result);
            case Block.Thinking _ -> losses.add("thinking_by_user");
            case Block.Call _ -> losses.add("call_by_user");
        }
    }

    private void assistant(Block block) {
        switch (block) {
            case Block.Text text -> words(true, text);
            case Block.Call _ -> speak(true, block);
            case Block.Thinking thinking -> {
                Opaque opaque = thinking.opaque();
                if (opaque != null && opaque.family().equals("anthropic-messages")) {
                    speak(true, thinking);
                } else {
                    losses.add("thinking_not_ours");
                }
            }
            case Block.Result result -> result(result);
            case Block.Image _, Block.Document _ -> losses.add("media_by_assistant");
        }
    }

    private void words(boolean byAssistant, Block.Text text) {
        if (!text.text().isBlank()) {
            speak(byAssistant, text);
        }
    }

    private void speak(boolean byAssistant, Block block) {
        if (byAssistant != assistant) {
            close();
            assistant = byAssistant;
        }
        current.add(block);
    }

    /// Those that belong to a call stand where they belong since the turn of the call was closed.
    private void result(Block.Result result) {
        if (assistant) {
            close();
        }
        if (!claimed.contains(result)) {
            losses.add("result_without_call");
            results.getOrDefault(result.callId(), new ArrayDeque<>()).remove(result);
            speak(false, new Block.Text("This came of a tool call that is not shown:"));
            result.content().forEach(this::user);
        }
    }

    private void close() {
        if (!assistant) {
            if (!current.isEmpty()) {
                turns.add(new Turn(false, current));
                current = new ArrayList<>();
            }
            return;
        }
        List<Block> ordered = ordered(current);
        assistant = false;
        current = new ArrayList<>();
        if (ordered.isEmpty()) {
            current = turns.isEmpty() ? current : turns.removeLast().blocks();
            return;
        }
        List<Block> renamed = new ArrayList<>();
        for (Block block : ordered) {
            renamed.add(block instanceof Block.Call call ? answered(call) : block);
        }
        turns.add(new Turn(true, renamed));
    }

    /// Thinking first, then words, then calls; a turn cannot end with thinking.
    private List<Block> ordered(List<Block> blocks) {
        List<Block> thoughts = new ArrayList<>();
        List<Block> words = new ArrayList<>();
        List<Block> calls = new ArrayList<>();
        boolean begins = blocks.getFirst() instanceof Block.Thinking;
        for (Block block : blocks) {
            if (block instanceof Block.Call || (block instanceof Block.Thinking && !calls.isEmpty())) {
                calls.add(block);
            } else if (block instanceof Block.Thinking && !begins) {
                thoughts.add(block);
            } else {
                words.add(block);
            }
        }
        thoughts.addAll(words);
        thoughts.addAll(calls);
        while (!thoughts.isEmpty() && thoughts.getLast() instanceof Block.Thinking) {
            thoughts.removeLast();
            losses.add("thinking_at_end");
        }
        return thoughts;
    }

    /// Gives the call a name that the API takes and that no other call has, and puts its result at the head of the turn
    /// that follows.
    private Block.Call answered(Block.Call call) {
        toolNames.add(call.name());
        String id = fresh(call.id());
        Block.Result found = results.getOrDefault(call.id(), new ArrayDeque<>()).poll();
        if (found == null) {
            losses.add("call_without_result");
            List<Block> nothing = List.of(new Block.Text("Nothing came of this call."));
            current.add(new Block.Result(id, call.name(), nothing, true, CacheMark.NONE));
        } else {
            claimed.add(found);
            current.add(new Block.Result(id, found.name(), found.content(), found.error(), found.cache()));
        }
        return new Block.Call(id, call.name(), call.arguments(), call.seal(), call.opaque());
    }

    private String fresh(String id) {
        String safe = id.matches(ID) ? id : "call_" + AnthropicNames.digest(id);
        String fresh = safe;
        for (int again = 2; !ids.add(fresh); again++) {
            fresh = safe + "_" + again;
        }
        return fresh;
    }

    AnthropicTurns end() {
        if (assistant) {
            close();
        }
        close();
        if (!turns.isEmpty() && turns.getFirst().assistant()) {
            losses.add("assistant_first");
            turns.addFirst(saying("Go on."));
        }
        if (turns.isEmpty() || turns.getLast().assistant()) {
            losses.add(turns.isEmpty() ? "nobody_spoke" : "assistant_last");
            turns.add(saying("Go on."));
        }
        return new AnthropicTurns(system, turns, List.copyOf(toolNames));
    }

    private static Turn saying(String words) {
        return new Turn(false, List.of(new Block.Text(words)));
    }
}
