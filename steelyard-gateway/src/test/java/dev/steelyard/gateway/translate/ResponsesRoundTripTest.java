package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Envelope;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictResponsesApi;
import dev.steelyard.model.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// From Responses to Responses by way of the neutral form: nothing that matters is lost.
class ResponsesRoundTripTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 5, 2);

    private final Losses losses = new Losses();

    @ParameterizedTest
    @ValueSource(strings = {"codex", "codex-unknown-model", "opencode-responses"})
    void what_real_agents_send_means_the_same_when_it_is_written_again(String body) {
        // Given
        Dialogue dialogue = Responses.read(Bodies.json(body), losses);

        // When
        JsonNode written = Responses.write(dialogue, "gpt-5.5", new Losses());
        Dialogue again = Responses.read(written, losses);

        // Then
        assertThat(Responses.violations(new StrictResponsesApi(), written)).isEmpty();
        assertThat(again.messages()).isEqualTo(dialogue.messages());
        assertThat(again.tools()).isEqualTo(dialogue.tools());
        assertThat(again.effort()).isEqualTo(dialogue.effort());
        assertThat(again.sampling()).isEqualTo(dialogue.sampling());
        assertThat(String.join("\n\n", texts(again))).isEqualTo(String.join("\n\n", texts(dialogue)));
        assertThat(Responses.write(again, "gpt-5.5", new Losses())).isEqualTo(written);
    }

    private static List<String> texts(Dialogue dialogue) {
        return dialogue.system().stream().map(Block.Text::text).toList();
    }

    @Test
    void codex_works_through_a_conversation_with_reasoning_and_its_own_kinds_of_tools() {
        // Given
        var api = new StrictResponsesApi();
        var table = new SideTable("T");
        ObjectNode request = Bodies.json("codex").deepCopy().asObject();
        ArrayNode history = request.withArray("input");
        List<Scene> scenes = List.of(
                scene(new Scene.Call("apply_patch", "{\"input\":\"*** Begin Patch\\n\"}")),
                scene(
                        new Scene.Call("exec_command", "{\"cmd\":\"ls\"}"),
                        new Scene.Call("tool_search", "{\"query\":\"agents\"}")),
                new Scene("", "Done.", List.of(), StopReason.END_TURN, USAGE));

        for (Scene scene : scenes) {
            // When
            Dialogue dialogue = new Recall(table, "openai-responses", losses).into(Responses.read(request, losses));
            JsonNode sent = Responses.write(dialogue, "gpt-5.5", losses);

            // Then
            assertThat(Responses.violations(api, sent)).isEmpty();
            var reader = Idiom.OPENAI_RESPONSES.answer(table.turn("openai-responses"));
            List<ReplyEvent> told = Responses.streamed(reader, Responses.events(api.frames(scene)));
            assertThat(reader.stop()).contains(scene.stop());
            echo(answered(told, dialogue), history);
        }
        assertThat(Json.compact(history))
                .contains("{\"type\":\"custom_tool_call\",\"id\":\"ctc_req_9_2\",\"call_id\":\"call_R1x0\","
                        + "\"name\":\"apply_patch\",\"input\":\"*** Begin Patch\\n\"")
                .contains("{\"type\":\"tool_search_call\"")
                .contains("\"encrypted_content\":\"syT0\"");
        assertThat(losses.codes()).allMatch(code -> code.startsWith("field:text.verbosity"));
    }

    private static Scene scene(Scene.Call... calls) {
        return new Scene("I should look.", "Looking.", List.of(calls), StopReason.TOOL_USE, USAGE);
    }

    /// As Codex sees it.
    private static List<JsonNode> answered(List<ReplyEvent> told, Dialogue dialogue) {
        var envelope = new Envelope("req_9", "gpt-5.5", 1, true, dialogue.names());
        Dialect.StreamWriter writer = Dialect.OPENAI_RESPONSES.stream(envelope);
        writer.write(new ReplyEvent.Start(TokenUsage.ZERO));
        return Responses.events(told.stream().map(writer::write).toList()).stream()
                .filter(event -> event.path("type").stringValue("").equals("response.output_item.done"))
                .map(event -> event.path("item"))
                .toList();
    }

    private static void echo(List<JsonNode> items, ArrayNode history) {
        history.addAll(items);
        for (JsonNode item : items) {
            String type = item.path("type").stringValue("");
            if (item.has("call_id")) {
                ObjectNode output =
                        history.addObject().put("call_id", item.path("call_id").stringValue());
                switch (type) {
                    case "custom_tool_call" ->
                        output.put("type", "custom_tool_call_output").put("output", "ok");
                    case "tool_search_call" ->
                        output.put("type", "tool_search_output")
                                .put("execution", "client")
                                .putArray("tools");
                    default -> output.put("type", "function_call_output").put("output", "ok");
                }
            }
        }
    }
}
