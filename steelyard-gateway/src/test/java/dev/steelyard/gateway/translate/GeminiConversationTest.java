package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictGeminiApi;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent that speaks Gemini and keeps what the Gemini CLI keeps, against a provider that is as strict as Google.
class GeminiConversationTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 9, 4);

    private final SideTable table = new SideTable("c");
    private final Losses losses = new Losses();
    private final ArrayNode history = Json.array();

    private static JsonNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode agentsRequest() {
        ObjectNode body = (ObjectNode) json("""
                {"tools":[{"functionDeclarations":[{"name":"f"}]}],"generationConfig":{"thinkingConfig":
                 {"includeThoughts":true,"thinkingLevel":"HIGH"}}}""");
        return body.set("contents", history.deepCopy());
    }

    /// What the provider is asked, and the answer as the agent keeps it.
    private JsonNode ask(StrictGeminiApi api, String model, Scene scene, boolean streamed, boolean thoughtsKept) {
        Dialogue read = Idiom.GEMINI.reader().read(agentsRequest(), losses);
        Dialogue recalled = new Recall(table, "gemini", losses).into(read);
        JsonNode request = Idiom.GEMINI.writer().write(recalled, model, losses);
        assertThat(api.violations(request)).isEmpty();
        AnswerReader reader = Idiom.GEMINI.answer(table.turn("gemini"));
        var fold = new ReplyFold();
        if (streamed) {
            api.frames(scene).forEach(frame -> reader.event(json(frame.substring("data: ".length())), fold::add));
            reader.end(fold::add);
        } else {
            reader.whole(json(api.whole(scene)), fold::add);
        }
        assertThat(reader.stop()).contains(scene.stop());
        keep(fold.reply(scene.stop()), thoughtsKept);
        return request;
    }

    private void keep(Reply reply, boolean thoughtsKept) {
        ArrayNode parts = history.addObject().put("role", "model").putArray("parts");
        for (Reply.Part part : reply.parts()) {
            switch (part) {
                case Reply.Text(String text) -> parts.addObject().put("text", text);
                case Reply.Thinking(String text, String seal) -> {
                    if (thoughtsKept) {
                        parts.addObject().put("text", text).put("thought", true).put("thoughtSignature", seal);
                    }
                }
                case Reply.ToolCall(String id, String name, String arguments, String seal) -> {
                    ObjectNode call = parts.addObject();
                    call.putObject("functionCall")
                            .put("id", id)
                            .put("name", name)
                            .set("args", json(arguments));
                    call.put("thoughtSignature", seal.isEmpty() ? "skip_thought_signature_validator" : seal);
                }
            }
        }
    }

    private void say(String text) {
        history.addObject().put("role", "user").putArray("parts").addObject().put("text", text);
    }

    private void results() {
        JsonNode calls = history.path(history.size() - 1).path("parts");
        ArrayNode parts = history.addObject().put("role", "user").putArray("parts");
        for (JsonNode part : calls) {
            if (part.has("functionCall")) {
                ObjectNode response = parts.addObject().putObject("functionResponse");
                response.set("id", part.path("functionCall").path("id"));
                response.put("name", "f").putObject("response").put("output", "done");
            }
        }
    }

    private static Scene calling(String... arguments) {
        List<Scene.Call> calls = List.of(arguments).stream()
                .map(json -> new Scene.Call("f", json))
                .toList();
        return new Scene("thinking", "Let me look.", calls, StopReason.TOOL_USE, USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-3.1-pro-preview,true,false",
        "gemini-3.1-pro-preview,false,true",
        "gemini-2.5-flash,true,true",
        "gemini-2.5-flash,false,false"
    })
    void signatures_come_back_to_where_they_were_through_parallel_and_sequential_calls(
            String model, boolean streamed, boolean thoughtsKept) {
        // Given
        var api = new StrictGeminiApi(model);

        // When
        say("go");
        ask(api, model, calling("{\"a\":1}", "{\"a\":2}", "{\"a\":3}"), streamed, thoughtsKept);
        results();
        ask(api, model, calling("{\"b\":1}"), streamed, thoughtsKept);
        results();
        ask(api, model, new Scene("", "All done.", List.of(), StopReason.END_TURN, USAGE), streamed, thoughtsKept);
        say("again");
        JsonNode last = ask(api, model, calling("{\"c\":1}"), streamed, thoughtsKept);

        // Then
        assertThat(api.skipped()).isZero();
        assertThat(last.path("contents").path(1).path("parts"))
                .filteredOn(part -> part.has("thoughtSignature"))
                .hasSize(1);
        assertThat(losses.codes()).noneMatch(code -> code.startsWith("thought_signature"));
    }

    @Test
    void a_conversation_that_was_begun_elsewhere_is_taken_with_a_counted_excuse() {
        // Given
        var api = new StrictGeminiApi();
        JsonNode body = Bodies.json("gemini-cli");

        // When
        Dialogue read = Idiom.GEMINI.reader().read(body, losses);
        Dialogue recalled = new Recall(table, "gemini", losses).into(read);
        JsonNode request = Idiom.GEMINI.writer().write(recalled, "gemini-3.1-pro-preview", losses);

        // Then
        assertThat(api.violations(request)).isEmpty();
        assertThat(api.skipped()).isEqualTo(2);
        assertThat(losses.codes()).contains("thought_signature_missing*2", "effort:budget");
    }

    @Test
    void what_gemini_cli_sent_is_written_as_it_was_read() {
        // Given
        ObjectNode body = (ObjectNode) Bodies.json("gemini-cli").deepCopy();

        // When
        JsonNode written =
                Idiom.GEMINI.writer().write(Idiom.GEMINI.reader().read(body, losses), "gemini-2.5-pro", losses);

        // Then
        for (JsonNode content : body.path("contents")) {
            content.path("parts").forEach(part -> ((ObjectNode) part).remove("thoughtSignature"));
        }
        ((ObjectNode) body.path("systemInstruction")).remove("role");
        assertThat(written.path("contents")).isEqualTo(body.path("contents"));
        assertThat(written.path("systemInstruction")).isEqualTo(body.path("systemInstruction"));
        assertThat(written.path("tools")).isEqualTo(body.path("tools"));
        JsonNode config = written.path("generationConfig");
        assertThat(config.path("thinkingConfig")).hasToString("{\"thinkingBudget\":8192,\"includeThoughts\":true}");
        assertThat(config.path("topK")).hasToString("64");
        assertThat(losses.codes()).isEmpty();
    }
}
