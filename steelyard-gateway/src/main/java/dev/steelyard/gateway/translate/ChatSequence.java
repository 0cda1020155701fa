package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts messages into the order that Chat Completions demands: all calls of a turn in one message of the
/// assistant, and right after it one result for each. What an agent said in between comes after the results.
final class ChatSequence {
    private final ChatMessageWriter writer;
    private final Losses losses;
    private final List<Block> said = new ArrayList<>();
    private final List<Answered> calls = new ArrayList<>();
    private final List<Message> deferred = new ArrayList<>();
    private boolean answering;

    ChatSequence(ChatMessageWriter writer, Losses losses) {
        this.writer = writer;
        this.losses = losses;
    }

    void write(List<Message> messages) {
        for (Message message : messages) {
            switch (message.role()) {
                case ASSISTANT -> assistant(message);
                case USER -> user(message);
                case SYSTEM -> later(message);
            }
        }
        flush();
    }

    /// A run of messages is one: an agent may have cut a turn into a message for each call.
    private void assistant(Message message) {
        if (answering || !deferred.isEmpty()) {
            flush();
        }
        for (Block block : message.content()) {
            said.add(block);
            if (block instanceof Block.Call call) {
                calls.add(new Answered(call));
            }
        }
    }

    private void user(Message message) {
        List<Block> rest = new ArrayList<>();
        for (Block block : message.content()) {
            if (!(block instanceof Block.Result result)) {
                rest.add(block);
            } else if (!answers(result)) {
                losses.add("result_without_call");
                rest.addAll(ChatMediaWriter.told(result));
            }
        }
        if (!rest.isEmpty()) {
            later(new Message(Role.USER, rest));
        }
    }

    /// The first call of that id that has none: some providers give the same id twice.
    private boolean answers(Block.Result result) {
        for (Answered call : calls) {
            if (call.call.id().equals(result.callId()) && call.result == null) {
                call.result = result;
                answering = true;
                return true;
            }
        }
        return false;
    }

    private void later(Message message) {
        deferred.add(message);
        if (calls.isEmpty()) {
            flush();
        }
    }

    private void flush() {
        writer.assistant(said, calls);
        List<Block> shown = new ArrayList<>();
        for (Answered call : calls) {
            if (call.result == null) {
                losses.add("result_missing");
            }
            writer.result(call, shown);
        }
        for (Message message : deferred) {
            if (message.role() == Role.USER) {
                shown.addAll(message.content());
                writer.user(shown);
                shown.clear();
            } else {
                writer.user(shown);
                shown.clear();
                writer.system(message.content());
            }
        }
        writer.user(shown);
        said.clear();
        calls.clear();
        deferred.clear();
        answering = false;
    }

    /// A call and what came of it, once it is known.
    static final class Answered {
        final Block.Call call;
        Block.@Nullable Result result;
        String sentId = "";

        Answered(Block.Call call) {
            this.call = call;
        }
    }
}
