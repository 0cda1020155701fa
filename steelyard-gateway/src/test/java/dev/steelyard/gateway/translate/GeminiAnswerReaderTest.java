package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.Seal;
import dev.steelyard.gateway.dialect.ReplyEvent.TextPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.TextStart;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.ThinkingStart;
import dev.steelyard.model.CallError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GeminiAnswerReaderTest {
    private final SideTable table = new SideTable("t");
    private final GeminiAnswerReader reader = new GeminiAnswerReader(table.turn("gemini"));
    private final List<ReplyEvent> events = new ArrayList<>();

    private static JsonNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private void parts(String... parts) {
        for (String part : parts) {
            reader.event(json("{\"candidates\":[{\"content\":{\"parts\":[" + part + "]}}]}"), events::add);
        }
    }

    private void finish(String reason) {
        reader.event(
                json("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"" + reason
                        + "\"}]}"),
                events::add);
        reader.end(events::add);
    }

    @Test
    void thoughts_and_texts_in_pieces_become_parts() {
        // When
        parts("{\"text\":\"h\",\"thought\":true}", "{\"text\":\"m\",\"thought\":true}", "{\"text\":\"Hel\"}");
        parts("{\"text\":\"\"}", "{\"text\":\"lo\"}");
        finish("STOP");

        // Then
        assertThat(events)
                .containsExactly(
                        new ThinkingStart(),
                        new ThinkingPiece("h"),
                        new ThinkingPiece("m"),
                        new PartEnd(),
                        new TextStart(),
                        new TextPiece("Hel"),
                        new TextPiece("lo"),
                        new PartEnd());
        assertThat(reader.stop()).contains(StopReason.END_TURN);
        assertThat(reader.failure()).isEmpty();
    }

    @Test
    void calls_of_one_chunk_or_many_are_told_one_after_the_other_with_all_their_arguments() {
        // When
        parts(
                "{\"text\":\"Both.\"}",
                "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":{\"b\":[1.50]}}},\"thoughtSignature\":\"c2ln\"},"
                        + "{\"functionCall\":{\"id\":\"given\",\"name\":\"_3d\"}}",
                "{\"functionCall\":{\"id\":\"given\",\"name\":\"f\",\"args\":{}}}");
        finish("STOP");

        // Then
        assertThat(events.subList(3, events.size()))
                .containsExactly(
                        new CallStart("call_t_0", "f"),
                        new ArgumentsPiece("{\"a\":{\"b\":[1.5]}}"),
                        new Seal(seal()),
                        new PartEnd(),
                        new CallStart("given", "3d"),
                        new ArgumentsPiece("{}"),
                        new PartEnd(),
                        new CallStart("call_t_2", "f"),
                        new ArgumentsPiece("{}"),
                        new PartEnd());
        assertThat(table.attached("call_t_0")).isEqualTo(new Opaque("gemini", Json.text("c2ln")));
        assertThat(table.attached("given")).isNull();
        assertThat(table.providerId("call_t_2")).isEqualTo("given");
    }

    private String seal() {
        return events.stream()
                .filter(Seal.class::isInstance)
                .map(seal -> ((Seal) seal).handle())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stopping_after_an_earlier_call_is_stopping_for_tools() {
        parts("{\"functionCall\":{\"name\":\"f\"}}", "{\"text\":\"Now wait.\"}");
        finish("STOP");
        assertThat(reader.stop()).contains(StopReason.TOOL_USE);
    }

    @Test
    void a_signed_thought_comes_back_before_the_next_call_even_if_the_agent_drops_thoughts() {
        // When
        parts(
                "{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"c2Vl\"}",
                "{\"text\":\"So.\",\"thoughtSignature\":\"dGV4dA==\"}",
                "{\"functionCall\":{\"id\":\"a\",\"name\":\"f\"}}");

        // Then
        assertThat(events.subList(0, 4))
                .containsExactly(new ThinkingStart(), new ThinkingPiece("hm"), new Seal(seal()), new PartEnd());
        assertThat(table.before("a"))
                .extracting(thought -> Json.compact(thought.value()))
                .containsExactly(
                        "{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"c2Vl\"}",
                        "{\"text\":\"\",\"thoughtSignature\":\"dGV4dA==\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,END_TURN",
        "MAX_TOKENS,MAX_TOKENS",
        "SAFETY,REFUSAL",
        "BLOCKLIST,REFUSAL",
        "PROHIBITED_CONTENT,REFUSAL",
        "SPII,REFUSAL",
        "IMAGE_SAFETY,REFUSAL"
    })
    void every_reason_to_stop_has_its_meaning(String reason, StopReason stop) {
        finish(reason);
        assertThat(reader.stop()).contains(stop);
        assertThat(reader.failure()).isEmpty();
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MALFORMED_FUNCTION_CALL",
                "UNEXPECTED_TOOL_CALL",
                "TOO_MANY_TOOL_CALLS",
                "RECITATION",
                "LANGUAGE",
                "OTHER",
                "WHATEVER_COMES_NEXT"
            })
    void what_is_no_answer_is_a_failure_and_no_success(String reason) {
        finish(reason);
        assertThat(reader.stop()).isEmpty();
        assertThat(reader.failure().map(CallError::type)).contains(reason.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void a_blocked_prompt_is_a_refusal_and_an_error_in_mid_stream_a_failure() {
        // When
        reader.event(json("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"), events::add);
        reader.event(json("{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}"), events::add);

        // Then
        assertThat(reader.stop()).contains(StopReason.REFUSAL);
        assertThat(reader.failure()).contains(new CallError("provider", "unavailable", "busy"));
    }

    @Test
    void a_stream_that_is_cut_closes_its_part_and_does_not_say_why_it_stops() {
        parts("{\"text\":\"Hel\"}");
        reader.end(events::add);
        reader.end(events::add);
        assertThat(events).containsExactly(new TextStart(), new TextPiece("Hel"), new PartEnd());
        assertThat(reader.stop()).isEmpty();
    }

    @Test
    void an_answer_that_is_whole_is_read_like_a_stream_of_one() {
        reader.whole(
                json(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"},{\"functionCall\":{\"name\":\"f\"}}]},"
                                + "\"finishReason\":\"STOP\"}]}"),
                events::add);
        assertThat(events).hasSize(6);
        assertThat(reader.stop()).contains(StopReason.TOOL_USE);
    }
}
