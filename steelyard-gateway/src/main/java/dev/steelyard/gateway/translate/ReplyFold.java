package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.ArrayList;
import java.util.List;

/// Puts the events of a reply's parts together again.
final class ReplyFold {
    private final List<Reply.Part> parts = new ArrayList<>();
    private final StringBuilder pieces = new StringBuilder();
    private ReplyEvent opening = new ReplyEvent.TextStart();
    private String seal = "";

    void add(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.TextStart _, ReplyEvent.ThinkingStart _, ReplyEvent.CallStart _ -> open(event);
            case ReplyEvent.TextPiece(String text) -> pieces.append(text);
            case ReplyEvent.ThinkingPiece(String text) -> pieces.append(text);
            case ReplyEvent.ArgumentsPiece(String json) -> pieces.append(json);
            case ReplyEvent.Seal(String handle) -> seal = handle;
            case ReplyEvent.PartEnd _ -> parts.add(part());
            case ReplyEvent.Start _, ReplyEvent.Finish _, ReplyEvent.Failed _ ->
                throw new IllegalArgumentException("no part of a reply: " + event);
        }
    }

    private void open(ReplyEvent event) {
        opening = event;
        pieces.setLength(0);
        seal = "";
    }

    private Reply.Part part() {
        return switch (opening) {
            case ReplyEvent.CallStart(String id, String name) -> new Reply.ToolCall(id, name, pieces.toString(), seal);
            case ReplyEvent.ThinkingStart _ -> new Reply.Thinking(pieces.toString(), seal);
            case ReplyEvent _ -> new Reply.Text(pieces.toString());
        };
    }

    Reply reply(Reply.StopReason stop) {
        return new Reply(parts, stop);
    }
}
