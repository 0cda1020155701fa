package dev.steelyard.gateway.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The recorded calls of a cell that are still to be played. Agents ask several things at once, so a request is
/// answered with the call whose request it is, and not with the next one. Safe for concurrent use.
public final class Deck {
    /// Requests that share fewer lines are about something else.
    private static final double ALIKE = 0.8;

    private record Card(RecordedCall call, CanonicalRequest request) {}

    private final List<Card> all;
    private final List<Card> left;
    private final boolean lenient;

    /// @param lenient whether a request that was not recorded is answered as the one most like it
    public Deck(List<RecordedCall> calls, boolean lenient) {
        this.all = calls.stream()
                .map(call -> new Card(call, call.canonical()))
                .sorted(Comparator.comparingInt(card -> card.call().transcript().seq()))
                .toList();
        this.left = new ArrayList<>(all);
        this.lenient = lenient;
    }

    /// What a request drew.
    public sealed interface Draw {
        /// @param exact false for one that is only alike
        record Hit(RecordedCall call, boolean exact) implements Draw {}

        /// @param why in a sentence without its full stop
        /// @param difference from the recorded request that is most like it, fit for a terminal
        record Miss(String why, String difference) implements Draw {}
    }

    /// @param seq of the asking call
    public synchronized Draw draw(int seq, CanonicalRequest asked) {
        Optional<Card> same =
                left.stream().filter(card -> card.request().equals(asked)).findFirst();
        if (same.isPresent()) {
            return hit(same.get(), true);
        }
        Optional<Card> alike = lenient ? nearest(left, asked).filter(card -> alike(card, asked)) : Optional.empty();
        return alike.map(card -> hit(card, false)).orElseGet(() -> miss(seq, asked));
    }

    private static boolean alike(Card card, CanonicalRequest asked) {
        return card.request().similarity(asked) >= ALIKE;
    }

    private Draw hit(Card card, boolean exact) {
        left.remove(card);
        return new Draw.Hit(card.call(), exact);
    }

    private Draw miss(int seq, CanonicalRequest asked) {
        if (all.isEmpty()) {
            return new Draw.Miss("nothing was recorded of this cell", difference("nothing", List.of(), seq, asked));
        }
        Optional<Card> nearest = nearest(left, asked).or(() -> nearest(all, asked));
        if (nearest.isEmpty()) {
            return new Draw.Miss(
                    "no call of " + asked.endpoint() + " was recorded", difference("nothing", List.of(), seq, asked));
        }
        Card card = nearest.get();
        int recorded = card.call().transcript().seq();
        String why = card.request().equals(asked)
                ? "the request of call " + seq + " was answered before as often as it was recorded"
                : "the request of call " + seq + " was not recorded; the one most like it is that of call " + recorded;
        return new Draw.Miss(
                why, difference("recorded call " + recorded, card.request().lines(), seq, asked));
    }

    private static String difference(String name, List<String> recorded, int seq, CanonicalRequest asked) {
        return LineDifference.of(recorded, asked.lines()).unified(name, "call " + seq);
    }

    /// The first of those that are most like it.
    private static Optional<Card> nearest(List<Card> cards, CanonicalRequest asked) {
        return cards.stream()
                .filter(card -> card.request().endpoint().equals(asked.endpoint()))
                .max(Comparator.comparingDouble((Card card) -> card.request().similarity(asked))
                        .thenComparingInt(card -> -card.call().transcript().seq()));
    }
}
