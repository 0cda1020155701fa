package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ToolNames.Origin;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What Codex gets: its own kinds of tools, reasoning it can send back, and an end that it understands.
class ResponsesWritingTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 5, 2);
    private static final ToolNames NAMES = new ToolNames(Map.of(
            "apply_patch", new Origin("", "apply_patch", true),
            "multi_agent_v1__close_agent", new Origin("multi_agent_v1", "close_agent", false),
            "fs__edit", new Origin("fs", "edit", true),
            "local_shell", new Origin("", "local_shell", false, "local_shell"),
            "shell", new Origin("", "shell", false, "shell"),
            "patch", new Origin("", "apply_patch", false, "apply_patch"),
            "tool_search", new Origin("", "tool_search", false, "tool_search")));
    private static final Envelope ENVELOPE = new Envelope("req_1", "gpt-5.5", 1_767_225_600, true, NAMES);

    @Test
    void a_freeform_tool_gets_its_text_piece_by_piece() {
        // When
        List<JsonNode> events = streamed(call("apply_patch", "{\"input\":\"*** Be", "gin\\nPatch\"", "}"));

        // Then
        assertThat(types(events))
                .containsSequence(
                        "response.output_item.added",
                        "response.custom_tool_call_input.delta",
                        "response.custom_tool_call_input.delta",
                        "response.custom_tool_call_input.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(all(events, "response.custom_tool_call_input.delta"))
                .extracting(event -> event.path("delta").stringValue())
                .containsExactly("*** Be", "gin\nPatch");
        assertThat(one(events, "response.custom_tool_call_input.done")
                        .path("input")
                        .stringValue())
                .isEqualTo("*** Begin\nPatch");
        assertThat(Json.compact(one(events, "response.output_item.done").path("item")))
                .isEqualTo("{\"type\":\"custom_tool_call\",\"id\":\"ctc_req_1_0\",\"call_id\":\"call_1\","
                        + "\"name\":\"apply_patch\",\"input\":\"*** Begin\\nPatch\",\"status\":\"completed\"}");
    }

    @Test
    void a_tool_in_a_namespace_is_called_there() {
        // When
        List<JsonNode> events = streamed(call("multi_agent_v1__close_agent", "{\"target\":\"a\"}"));

        // Then
        JsonNode item = one(events, "response.output_item.done").path("item");
        assertThat(item.path("type").stringValue()).isEqualTo("function_call");
        assertThat(item.path("name").stringValue()).isEqualTo("close_agent");
        assertThat(item.path("namespace").stringValue()).isEqualTo("multi_agent_v1");
        assertThat(item.path("arguments").stringValue()).isEqualTo("{\"target\":\"a\"}");
    }

    @Test
    void a_freeform_tool_may_be_in_a_namespace() {
        JsonNode item = one(streamed(call("fs__edit", "{\"input\":\"x\"}")), "response.output_item.done")
                .path("item");
        assertThat(item.path("type").stringValue()).isEqualTo("custom_tool_call");
        assertThat(item.path("namespace").stringValue()).isEqualTo("fs");
        assertThat(item.path("input").stringValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "local_shell | {\"command\":[\"ls\"],\"timeout_ms\":5} | local_shell_call | action "
                        + "| {\"type\":\"exec\",\"command\":[\"ls\"],\"timeout_ms\":5,\"env\":{}}",
                "local_shell | no JSON | local_shell_call | action | {\"type\":\"exec\",\"command\":[],\"env\":{}}",
                "shell | {\"commands\":\"ls\"} | shell_call | action | {\"commands\":[\"ls\"]}",
                "patch | {\"type\":\"delete_file\",\"path\":\"a\"} | apply_patch_call | operation "
                        + "| {\"type\":\"delete_file\",\"path\":\"a\"}",
                "tool_search | {\"query\":\"mail\"} | tool_search_call | arguments | {\"query\":\"mail\"}",
            })
    void tools_known_by_type_get_items_of_that_type(
            String tool, String arguments, String type, String field, String expected) {
        // When
        List<JsonNode> events = streamed(call(tool, arguments));

        // Then
        assertThat(types(events)).noneMatch(each -> each.endsWith(".delta"));
        JsonNode item = one(events, "response.output_item.done").path("item");
        assertThat(item.path("type").stringValue()).isEqualTo(type);
        assertThat(item.path("call_id").stringValue()).isEqualTo("call_1");
        assertThat(item.path("status").stringValue()).isEqualTo("completed");
        assertThat(Json.compact(item.path(field))).isEqualTo(expected);
    }

    @Test
    void thinking_is_a_reasoning_item_with_its_seal() {
        // When
        List<JsonNode> events = streamed(List.of(
                new ReplyEvent.ThinkingStart(),
                new ReplyEvent.ThinkingPiece("Hm"),
                new ReplyEvent.ThinkingPiece("m."),
                new ReplyEvent.Seal("syT0"),
                new ReplyEvent.PartEnd()));

        // Then
        assertThat(types(events))
                .containsSequence(
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done");
        assertThat(Json.compact(one(events, "response.output_item.done").path("item")))
                .isEqualTo("{\"type\":\"reasoning\",\"id\":\"rs_req_1_0\",\"summary\":"
                        + "[{\"type\":\"summary_text\",\"text\":\"Hmm.\"}],\"encrypted_content\":\"syT0\"}");
    }

    @Test
    void thinking_that_is_not_shown_still_brings_its_seal() {
        List<JsonNode> events = streamed(
                List.of(new ReplyEvent.ThinkingStart(), new ReplyEvent.Seal("syT0"), new ReplyEvent.PartEnd()));
        assertThat(Json.compact(one(events, "response.output_item.done").path("item")))
                .isEqualTo("{\"type\":\"reasoning\",\"id\":\"rs_req_1_0\",\"summary\":[],"
                        + "\"encrypted_content\":\"syT0\"}");
    }

    @ParameterizedTest
    @CsvSource({"MAX_TOKENS,max_output_tokens", "REFUSAL,content_filter"})
    void what_is_cut_off_is_incomplete(StopReason stop, String reason) {
        // When
        List<JsonNode> events = streamed(List.of(), new ReplyEvent.Finish(stop, USAGE));
        JsonNode whole = read(Dialect.OPENAI_RESPONSES.whole(ENVELOPE, new Reply(List.of(), stop), USAGE));

        // Then
        JsonNode response = one(events, "response.incomplete").path("response");
        assertThat(response).isEqualTo(whole);
        assertThat(response.path("status").stringValue()).isEqualTo("incomplete");
        assertThat(response.path("incomplete_details").path("reason").stringValue())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"context_length_exceeded,context_length_exceeded", "overloaded_error,server_error"})
    void a_failure_is_the_last_event(String type, String code) {
        // When
        List<JsonNode> events = streamed(List.of(), new ReplyEvent.Failed(type, "It broke."));

        // Then
        JsonNode response = events.getLast().path("response");
        assertThat(events.getLast().path("type").stringValue()).isEqualTo("response.failed");
        assertThat(response.path("status").stringValue()).isEqualTo("failed");
        assertThat(Json.compact(response.path("error")))
                .isEqualTo("{\"code\":\"" + code + "\",\"message\":\"It broke.\"}");
    }

    @Test
    void every_item_is_done_and_the_last_event_repeats_what_is_written_whole() {
        // Given
        var parts = List.of(
                new Reply.Thinking("Hm.", "syT0"),
                new Reply.Text("Now."),
                new Reply.ToolCall("call_1", "apply_patch", "{\"input\":\"p\"}"),
                new Reply.ToolCall("call_2", "local_shell", "{\"command\":[\"ls\"]}"),
                new Reply.ToolCall("call_3", "multi_agent_v1__close_agent", "{}"));
        List<ReplyEvent> pieces = new ArrayList<>(List.of(
                new ReplyEvent.ThinkingStart(),
                new ReplyEvent.ThinkingPiece("Hm."),
                new ReplyEvent.Seal("syT0"),
                new ReplyEvent.PartEnd(),
                new ReplyEvent.TextStart(),
                new ReplyEvent.TextPiece("Now."),
                new ReplyEvent.PartEnd()));
        pieces.addAll(call("call_1", "apply_patch", List.of("{\"input\":", "\"p\"}")));
        pieces.addAll(call("call_2", "local_shell", List.of("{\"command\":[\"ls\"]}")));
        pieces.addAll(call("call_3", "multi_agent_v1__close_agent", List.of("{}")));

        // When
        List<JsonNode> events = streamed(pieces);
        JsonNode whole = read(
                Dialect.OPENAI_RESPONSES.whole(ENVELOPE, new Reply(List.copyOf(parts), StopReason.TOOL_USE), USAGE));

        // Then
        assertThat(one(events, "response.completed").path("response")).isEqualTo(whole);
        assertThat(all(events, "response.output_item.done"))
                .extracting(event -> event.path("item"))
                .containsExactlyElementsOf(whole.path("output"));
        assertThat(events)
                .extracting(event -> event.path("sequence_number").intValue())
                .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
    }

    private static List<ReplyEvent> call(String tool, String... pieces) {
        return call("call_1", tool, List.of(pieces));
    }

    private static List<ReplyEvent> call(String id, String tool, List<String> pieces) {
        List<ReplyEvent> events = new ArrayList<>();
        events.add(new ReplyEvent.CallStart(id, tool));
        pieces.forEach(piece -> events.add(new ReplyEvent.ArgumentsPiece(piece)));
        events.add(new ReplyEvent.PartEnd());
        return events;
    }

    private static List<JsonNode> streamed(List<ReplyEvent> parts) {
        return streamed(parts, new ReplyEvent.Finish(StopReason.TOOL_USE, USAGE));
    }

    private static List<JsonNode> streamed(List<ReplyEvent> parts, ReplyEvent last) {
        Dialect.StreamWriter writer = Dialect.OPENAI_RESPONSES.stream(ENVELOPE);
        var frames = new StringBuilder(writer.write(new ReplyEvent.Start(TokenUsage.ZERO)));
        parts.forEach(event -> frames.append(writer.write(event)));
        frames.append(writer.write(last));
        return frames.toString()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> read(line.substring("data: ".length())))
                .toList();
    }

    private static JsonNode read(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").stringValue()).toList();
    }

    private static List<JsonNode> all(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").stringValue().equals(type))
                .toList();
    }

    private static JsonNode one(List<JsonNode> events, String type) {
        assertThat(all(events, type)).hasSize(1);
        return all(events, type).getFirst();
    }
}
