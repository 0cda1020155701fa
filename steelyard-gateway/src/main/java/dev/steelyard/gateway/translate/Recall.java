package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts back into a dialogue what the agent could not carry: what was thought before a call, the signatures, the
/// provider's own names of the calls, and the tools' names in their results.
final class Recall {
    private final SideTable table;
    private final String family;
    private final Losses losses;
    private final Map<String, String> toolOfCall = new HashMap<>();

    /// @param family the dialect that will be written: what others sealed means nothing to it
    Recall(SideTable table, String family, Losses losses) {
        this.table = table;
        this.family = family;
        this.losses = losses;
    }

    Dialogue into(Dialogue dialogue) {
        return dialogue.saying(dialogue.messages().stream().map(this::message).toList());
    }

    private Message message(Message message) {
        Set<Opaque> carried = new HashSet<>();
        List<Block> content = new ArrayList<>();
        for (Block block : message.content()) {
            switch (block) {
                case Block.Thinking thinking -> thinking(thinking, carried, content);
                case Block.Call call -> call(call, carried, content);
                case Block.Result result -> content.add(result(result));
                case Block.Text _, Block.Image _, Block.Document _ -> content.add(block);
            }
        }
        return new Message(message.role(), content);
    }

    private void thinking(Block.Thinking thinking, Set<Opaque> carried, List<Block> content) {
        var opaque =
                table.opened(thinking.seal()).filter(known -> known.family().equals(family));
        if (opaque.isPresent()) {
            carried.add(opaque.get());
            content.add(new Block.Thinking(thinking.text(), thinking.seal(), opaque.get()));
        } else if (!thinking.seal().isEmpty()) {
            losses.add("thinking_not_ours");
        }
    }

    private void call(Block.Call call, Set<Opaque> carried, List<Block> content) {
        toolOfCall.put(call.id(), call.name());
        for (Opaque thought : table.before(call.id())) {
            if (thought.family().equals(family) && carried.add(thought)) {
                content.add(new Block.Thinking("", "", thought));
            }
        }
        Opaque attached = table.attached(call.id());
        boolean ours = attached != null && attached.family().equals(family);
        content.add(new Block.Call(
                table.providerId(call.id()), call.name(), call.arguments(), call.seal(), ours ? attached : null));
    }

    private Block.Result result(Block.Result result) {
        String name = result.name().isEmpty() ? toolOfCall.getOrDefault(result.callId(), "") : result.name();
        return new Block.Result(
                table.providerId(result.callId()), name, result.content(), result.error(), result.cache());
    }
}
