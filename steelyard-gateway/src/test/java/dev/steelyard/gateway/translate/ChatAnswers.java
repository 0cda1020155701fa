package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What is read of an answer, for tests.
record ChatAnswers(List<ReplyEvent> events, Optional<StopReason> stop, Optional<CallError> failure) {

    /// @param deltas of one choice each, with `'` for `"`; `!word` for a chunk with that `finish_reason`
    static ChatAnswers streamed(SideTable table, String... deltas) {
        List<String> chunks = new ArrayList<>();
        for (String delta : deltas) {
            chunks.add(
                    delta.startsWith("!")
                            ? "{'choices':[{'index':0,'delta':{},'finish_reason':'" + delta.substring(1) + "'}]}"
                            : "{'choices':[{'index':0,'delta':" + delta + ",'finish_reason':null}]}");
        }
        return read(table, chunks.stream().map(ChatRequests::json).toList());
    }

    static ChatAnswers streamed(String... deltas) {
        return streamed(new SideTable("T"), deltas);
    }

    static ChatAnswers read(SideTable table, List<JsonNode> chunks) {
        List<ReplyEvent> events = new ArrayList<>();
        ChatAnswerReader reader = new ChatAnswerReader(table.turn("openai-chat"));
        chunks.forEach(chunk -> reader.event(chunk, events::add));
        reader.end(events::add);
        return new ChatAnswers(events, reader.stop(), reader.failure());
    }

    static ChatAnswers whole(SideTable table, JsonNode body) {
        List<ReplyEvent> events = new ArrayList<>();
        ChatAnswerReader reader = new ChatAnswerReader(table.turn("openai-chat"));
        reader.whole(body, events::add);
        reader.end(events::add);
        return new ChatAnswers(events, reader.stop(), reader.failure());
    }

    /// The chunks of a stream's frames.
    static List<JsonNode> chunks(List<String> frames) {
        return frames.stream()
                .map(frame -> frame.substring("data: ".length()).strip())
                .filter(data -> !data.equals("[DONE]"))
                .map(data -> Json.readObject(data.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /// Fails where parts overlap or are left open.
    List<Reply.Part> parts() {
        ReplyFold fold = new ReplyFold();
        boolean open = false;
        for (ReplyEvent event : events) {
            boolean opening = event instanceof ReplyEvent.TextStart
                    || event instanceof ReplyEvent.ThinkingStart
                    || event instanceof ReplyEvent.CallStart;
            if (opening == open) {
                throw new AssertionError(event + " where a part is " + (open ? "open" : "closed"));
            }
            open = opening || (open && !(event instanceof ReplyEvent.PartEnd));
            fold.add(event);
        }
        if (open) {
            throw new AssertionError("a part is left open");
        }
        return fold.reply(stop.orElse(StopReason.END_TURN)).parts();
    }
}
