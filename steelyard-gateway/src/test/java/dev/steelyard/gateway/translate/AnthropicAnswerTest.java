package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.AnthropicTalk.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.dialect.ReplyEvent.ArgumentsPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.CallStart;
import dev.steelyard.gateway.dialect.ReplyEvent.PartEnd;
import dev.steelyard.gateway.dialect.ReplyEvent.TextPiece;
import dev.steelyard.gateway.dialect.ReplyEvent.TextStart;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictAnthropicApi;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicAnswerTest {
    private static final Scene SCENE = new Scene(
            "I should look. 🙂 And then think on.",
            "Let me look at both.",
            List.of(new Scene.Call("Bash", "{\"command\":\"ls -l\"}"), new Scene.Call("Now", "{}")),
            StopReason.TOOL_USE,
            new TokenUsage(10, 0, 0, 40, 12));

    private final StrictAnthropicApi api = new StrictAnthropicApi();
    private final SideTable table = new SideTable("c1");
    private final AnthropicAnswerReader reader = new AnthropicAnswerReader(table.turn("anthropic-messages"));
    private final List<ReplyEvent> told = new ArrayList<>();

    private void hear(String... events) {
        for (String event : events) {
            reader.event(json(event), told::add);
        }
    }

    private static String start(int index, String block) {
        return "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":{" + block + "}}";
    }

    private static String delta(int index, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":{" + delta + "}}";
    }

    private static String stop(int index) {
        return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
    }

    private static JsonNode data(String frame) {
        return json(frame.substring(frame.indexOf("\ndata: ") + 7).strip());
    }

    private Reply reply(StopReason stop) {
        var fold = new ReplyFold();
        told.forEach(fold::add);
        return fold.reply(stop);
    }

    @Test
    void a_stream_and_a_whole_answer_tell_the_same() {
        // When
        api.frames(SCENE).forEach(frame -> reader.event(data(frame), told::add));
        reader.end(told::add);

        // Then
        assertTold(reader);

        // When
        told.clear();
        var other = new AnthropicAnswerReader(table.turn("anthropic-messages"));
        other.whole(json(api.whole(SCENE)), told::add);
        other.end(told::add);

        // Then
        assertTold(other);
    }

    private void assertTold(AnthropicAnswerReader from) {
        List<Reply.Part> parts = reply(StopReason.TOOL_USE).parts();
        assertThat(parts).hasSize(4);
        assertThat(parts.getFirst()).isInstanceOfSatisfying(Reply.Thinking.class, thinking -> {
            assertThat(thinking.text()).isEqualTo(SCENE.thinking());
            assertThat(table.opened(thinking.seal())).isPresent();
        });
        assertThat(parts.get(1)).isEqualTo(new Reply.Text(SCENE.text()));
        assertThat(parts.get(2)).isInstanceOfSatisfying(Reply.ToolCall.class, call -> {
            assertThat(call.arguments()).isEqualTo("{\"command\":\"ls -l\"}");
            assertThat(table.before(call.id())).hasSize(1);
        });
        assertThat(parts.get(3)).isInstanceOfSatisfying(Reply.ToolCall.class, call -> {
            assertThat(call.arguments()).isEqualTo("{}");
            assertThat(table.before(call.id())).isEmpty();
        });
        assertThat(from.stop()).contains(StopReason.TOOL_USE);
        assertThat(from.failure()).isEmpty();
    }

    @Test
    void what_was_thought_comes_back_as_it_was_issued() {
        // Given
        api.frames(SCENE).forEach(frame -> reader.event(data(frame), told::add));
        reader.end(told::add);
        Reply reply = reply(StopReason.TOOL_USE);
        var talk = new AnthropicTalk();
        talk.effort = new Dialogue.Effort.Level("high", true);
        List<Block> said = reply.parts().stream()
                .map(part -> switch (part) {
                    case Reply.Text(String text) -> (Block) new Block.Text(text);
                    case Reply.Thinking(String text, String seal) -> new Block.Thinking(text, seal, null);
                    case Reply.ToolCall(String id, String name, String arguments, String seal) ->
                        new Block.Call(id, name, arguments, seal, null);
                })
                .toList();
        List<Block> results = said.stream()
                .filter(Block.Call.class::isInstance)
                .map(call -> AnthropicTalk.result(((Block.Call) call).id(), "ok"))
                .toList();
        talk.user(AnthropicTalk.text("do"))
                .assistant(said.toArray(Block[]::new))
                .user(results.toArray(Block[]::new));

        // When
        Dialogue recalled = new Recall(table, "anthropic-messages", talk.losses).into(talk.dialogue());
        JsonNode written = new AnthropicRequestWriter().write(recalled, AnthropicTalk.NEW_MODEL, talk.losses);

        // Then
        assertThat(api.violations(written)).isEmpty();
        assertThat(api.violations(talk.written()))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains("Expected `thinking`"));
    }

    @Test
    void blocks_that_interleave_are_told_one_after_the_other() {
        hear(
                start(0, "\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"A\",\"input\":{}"),
                start(1, "\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"B\",\"input\":{}"),
                delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"x\\\"\""),
                delta(1, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"y\\\":2}\""),
                stop(1),
                delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\":1}\""),
                stop(0));
        assertThat(told)
                .containsExactly(
                        new CallStart("a", "A"),
                        new ArgumentsPiece("{\"x\""),
                        new ArgumentsPiece(":1}"),
                        new PartEnd(),
                        new CallStart("b", "B"),
                        new ArgumentsPiece("{\"y\":2}"),
                        new PartEnd());
    }

    @Test
    void a_call_whose_arguments_come_with_its_name_keeps_them() {
        hear(start(0, "\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"A\",\"input\":{\"x\":1}"), stop(0));
        assertThat(told).containsExactly(new CallStart("a", "A"), new ArgumentsPiece("{\"x\":1}"), new PartEnd());
    }

    @Test
    void a_stream_that_breaks_off_is_closed() {
        hear(start(0, "\"type\":\"text\",\"text\":\"\""), delta(0, "\"type\":\"text_delta\",\"text\":\"so\""));
        reader.end(told::add);
        assertThat(told).containsExactly(new TextStart(), new TextPiece("so"), new PartEnd());
        assertThat(reader.stop()).isEmpty();
    }

    @Test
    void thinking_inside_a_block_called_text_opens_a_part_of_its_own() {
        hear(
                start(0, "\"type\":\"text\",\"text\":\"\""),
                delta(0, "\"type\":\"thinking_delta\",\"thinking\":\"hm\""),
                delta(0, "\"type\":\"text_delta\",\"text\":\"so\""),
                stop(0));
        assertThat(reply(StopReason.END_TURN).parts())
                .containsExactly(new Reply.Thinking("hm", ""), new Reply.Text("so"));
    }

    @Test
    void blocks_whose_beginning_was_never_told_are_told_all_the_same() {
        hear(delta(0, "\"type\":\"text_delta\",\"text\":\"so\""), stop(0));
        assertThat(reply(StopReason.END_TURN).parts()).containsExactly(new Reply.Text("so"));
    }

    @Test
    void a_signature_without_a_text_is_still_a_seal_and_told_once() {
        hear(
                start(0, "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\""),
                delta(0, "\"type\":\"signature_delta\",\"signature\":\"c2ln\""),
                stop(0),
                start(1, "\"type\":\"redacted_thinking\",\"data\":\"eHg=\""),
                stop(1));
        assertThat(reply(StopReason.END_TURN).parts())
                .hasSize(2)
                .allSatisfy(part -> assertThat(((Reply.Thinking) part).text()).isEmpty());
        assertThat(told.stream()
                        .filter(ReplyEvent.Seal.class::isInstance)
                        .map(seal -> table.opened(((ReplyEvent.Seal) seal).handle())
                                .orElseThrow()
                                .value()))
                .containsExactly(
                        json("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"c2ln\"}"),
                        json("{\"type\":\"redacted_thinking\",\"data\":\"eHg=\"}"));
    }

    @Test
    void news_and_blocks_nobody_asked_for_are_passed_over() {
        hear(
                "{\"type\":\"ping\"}",
                "{\"type\":\"invented\"}",
                start(0, "\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}"),
                delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\"{}\""),
                stop(0),
                start(1, "\"type\":\"text\",\"text\":\"\""),
                delta(1, "\"type\":\"citations_delta\",\"citation\":{}"),
                stop(1));
        assertThat(told).isEmpty();
    }

    @Test
    void an_error_inside_a_stream_is_no_answer() {
        hear("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
        assertThat(reader.failure()).contains(new CallError("provider", "overloaded_error", "Overloaded"));
        var whole = new AnthropicAnswerReader(table.turn("anthropic-messages"));
        whole.whole(json("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"no\"}}"), told::add);
        assertThat(whole.failure()).isPresent();
        assertThat(told).isEmpty();
    }

    @Test
    void every_reason_to_stop_has_its_word() {
        assertThat(stopped("end_turn")).isEqualTo(StopReason.END_TURN);
        assertThat(stopped("tool_use")).isEqualTo(StopReason.END_TURN);
        assertThat(stopped("pause_turn")).isEqualTo(StopReason.END_TURN);
        assertThat(stopped("max_tokens")).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(stopped("model_context_window_exceeded")).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(stopped("stop_sequence")).isEqualTo(StopReason.STOP_SEQUENCE);
        assertThat(stopped("refusal")).isEqualTo(StopReason.REFUSAL);
        hear(start(0, "\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"A\",\"input\":{}"), stop(0));
        assertThat(stopped("end_turn")).isEqualTo(StopReason.TOOL_USE);
    }

    private StopReason stopped(String reason) {
        hear("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\"}}");
        return reader.stop().orElseThrow();
    }
}
