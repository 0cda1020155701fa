package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.simulated.Performance.Cue;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;

/// Cuts a reply into events and gives each its time. An event is due when its last token has been decoded.
final class Score {
    private static final int TOKENS_PER_PIECE = 4;

    private final Tokenizer tokenizer;
    private final Pace pace;
    private final List<Cue> cues = new ArrayList<>();
    private long tokens;

    private Score(Tokenizer tokenizer, Pace pace) {
        this.tokenizer = tokenizer;
        this.pace = pace;
    }

    static List<Cue> of(Reply reply, TokenUsage usage, Pace pace, Tokenizer tokenizer) {
        var score = new Score(tokenizer, pace);
        score.add(
                new ReplyEvent.Start(new TokenUsage(usage.freshInput(), usage.cacheRead(), usage.cacheWrite(), 0, 0)));
        reply.parts().forEach(score::part);
        score.add(new ReplyEvent.Finish(reply.stop(), usage));
        return score.cues;
    }

    private void part(Reply.Part part) {
        switch (part) {
            case Reply.Text(String text) -> {
                add(new ReplyEvent.TextStart());
                pieces(text, ReplyEvent.TextPiece::new);
            }
            case Reply.Thinking(String text, String _) -> {
                add(new ReplyEvent.ThinkingStart());
                pieces(text, ReplyEvent.ThinkingPiece::new);
            }
            case Reply.ToolCall(String id, String name, String arguments, String _) -> {
                tokens += tokenizer.count(name);
                add(new ReplyEvent.CallStart(id, name));
                pieces(arguments, ReplyEvent.ArgumentsPiece::new);
            }
        }
        add(new ReplyEvent.PartEnd());
    }

    private void pieces(String text, java.util.function.Function<String, ReplyEvent> event) {
        for (Tokenizer.Piece piece : tokenizer.pieces(text, TOKENS_PER_PIECE)) {
            tokens += piece.tokens();
            add(event.apply(piece.text()));
        }
    }

    private void add(ReplyEvent event) {
        cues.add(new Cue(pace.due(tokens), event, tokens));
    }
}
