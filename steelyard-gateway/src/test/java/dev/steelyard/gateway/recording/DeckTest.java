package dev.steelyard.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.recording.Deck.Draw;
import dev.steelyard.gateway.recording.Transcript.Ending;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final String LONG = IntStream.range(0, 50)
            .mapToObj(i -> "a line of the system prompt, the " + i + "th\\n")
            .collect(Collectors.joining());

    private static byte[] body(String prompt) {
        return ("{\"system\":\"" + LONG + "\",\"prompt\":\"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static CanonicalRequest asking(String prompt) {
        return CanonicalRequest.of("messages", "", body(prompt));
    }

    private static RecordedCall recorded(int seq, String endpoint, String prompt) {
        var transcript = new Transcript(
                seq,
                endpoint,
                "",
                "anthropic-messages",
                200,
                Map.of(),
                false,
                List.of(),
                Ending.WHOLE,
                body(prompt),
                new byte[0]);
        return new RecordedCall(record(seq), transcript);
    }

    private static CallRecord record(int seq) {
        return new CallRecord(
                1,
                "c" + seq,
                CellId.of("a", "b", "c", 1),
                1,
                seq,
                CallKind.MAIN,
                "d",
                "d",
                "native",
                "m",
                "m",
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                1,
                200,
                null,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                "exact",
                Map.of(),
                null,
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                false);
    }

    private static int seq(Draw draw) {
        return draw instanceof Draw.Hit(RecordedCall call, boolean _)
                ? call.transcript().seq()
                : -1;
    }

    @Test
    void requests_are_answered_with_their_own_call_in_whatever_order_they_come() {
        var deck = new Deck(List.of(recorded(1, "messages", "one"), recorded(2, "messages", "two")), false);

        assertThat(seq(deck.draw(1, asking("two")))).isEqualTo(2);
        assertThat(seq(deck.draw(2, asking("one")))).isEqualTo(1);
    }

    @Test
    void the_same_request_again_gets_the_next_answer_to_it_and_then_none() {
        var deck = new Deck(List.of(recorded(1, "messages", "one"), recorded(2, "messages", "one")), false);

        assertThat(seq(deck.draw(1, asking("one")))).isEqualTo(1);
        assertThat(seq(deck.draw(2, asking("one")))).isEqualTo(2);
        assertThat(deck.draw(3, asking("one")))
                .isEqualTo(new Draw.Miss(
                        "the request of call 3 was answered before as often as it was recorded",
                        "--- recorded call 1\n+++ call 3\n(no difference)\n"));
    }

    @Test
    void a_request_that_was_not_recorded_shows_how_it_differs_from_the_one_most_like_it() {
        var deck = new Deck(
                List.of(recorded(1, "messages", "one\\nsame\\ntwo"), recorded(2, "count_tokens", "one\\nsame\\n2")),
                false);

        var miss = (Draw.Miss) deck.draw(7, asking("one\\nsame\\n2"));

        assertThat(miss.why())
                .isEqualTo("the request of call 7 was not recorded; the one most like it is that of call 1");
        assertThat(miss.difference()).isEqualTo("""
                --- recorded call 1
                +++ call 7
                @@ -1,6 +1,6 @@
                 prompt: "one"
                 prompt: "same"
                -prompt: "two"
                +prompt: "2"
                 system: "a line of the system prompt, the 0th"
                 system: "a line of the system prompt, the 1th"
                 system: "a line of the system prompt, the 2th"
                """);
    }

    @Test
    void lenience_takes_what_is_much_alike_and_nothing_else() {
        var deck = new Deck(List.of(recorded(1, "messages", "one")), true);

        var other = CanonicalRequest.of("messages", "", "{\"prompt\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(deck.draw(1, other)).isInstanceOf(Draw.Miss.class);
        assertThat(deck.draw(2, asking("two")))
                .isInstanceOfSatisfying(
                        Draw.Hit.class, hit -> assertThat(hit.exact()).isFalse());
    }

    @Test
    void a_cell_that_was_not_recorded_has_no_answers() {
        var miss = (Draw.Miss) new Deck(List.of(), true).draw(1, asking("one"));

        assertThat(miss.why()).isEqualTo("nothing was recorded of this cell");
        assertThat(miss.difference()).startsWith("--- nothing\n+++ call 1\n@@ -0,0 +1,52 @@\n+prompt: \"one\"\n");
    }

    @Test
    void what_an_agent_wrote_cannot_move_a_terminal() {
        var deck = new Deck(List.of(recorded(1, "messages", "one")), false);

        var miss = (Draw.Miss) deck.draw(1, asking("\\u001b[2J\\u202e\\u0007"));

        assertThat(miss.difference()).contains("+prompt: \"\\u{1b}[2J\\u{202e}\\u{7}\"");
    }
}
