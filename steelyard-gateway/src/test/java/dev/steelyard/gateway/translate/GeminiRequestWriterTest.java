package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.strict.StrictGeminiApi;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiRequestWriterTest {
    private static final String FLASH = "gemini-2.5-flash";
    private static final String PRO = "gemini-3.1-pro-preview";
    private static final String PNG = "iVBORw0KGgo=";
    private static final Message GO = user(new Block.Text("go"));
    private static final Tool TOOL = new Tool("f", "does", Json.object().put("type", "object"), CacheMark.NONE);
    private static final Sampling NOTHING_SAID = new Sampling(null, null, null, null, null, List.of());

    private final Losses losses = new Losses();

    private static Message user(Block... blocks) {
        return new Message(Role.USER, List.of(blocks));
    }

    private static Message answer(Block... blocks) {
        return new Message(Role.ASSISTANT, List.of(blocks));
    }

    private static Message system(String text) {
        return new Message(Role.SYSTEM, List.of(new Block.Text(text)));
    }

    private static Block.Call call(String id) {
        return new Block.Call(id, "f", "{\"a\":1}", "", null);
    }

    private static Block.Call signed(String id, String signature) {
        return new Block.Call(id, "f", "{}", "", new Opaque("gemini", Json.text(signature)));
    }

    private static Block.Result result(String id, Block... content) {
        return new Block.Result(id, "f", List.of(content), false, CacheMark.NONE);
    }

    private static Block.Image image(String type, String data) {
        return new Block.Image(new Media(type, data, null), CacheMark.NONE);
    }

    private static Dialogue dialogue(Message... messages) {
        return new Dialogue(
                "asked",
                true,
                true,
                List.of(new Block.Text("be brief")),
                List.of(TOOL),
                ToolNames.PLAIN,
                new ToolChoice.Auto(),
                false,
                List.of(messages),
                NOTHING_SAID,
                new Effort.Unsaid(),
                null);
    }

    private JsonNode write(String model, Dialogue dialogue) {
        JsonNode body = new GeminiRequestWriter().write(dialogue, model, losses);
        assertThat(new StrictGeminiApi(model).violations(body))
                .filteredOn(violation -> !violation.contains("Corrupted"))
                .isEmpty();
        return body;
    }

    private JsonNode contents(String model, Message... messages) {
        return write(model, dialogue(messages)).path("contents");
    }

    @Test
    void a_simple_question_is_asked_with_one_tool_that_holds_all_functions() {
        assertThat(Json.compact(write(FLASH, dialogue(GO)))).isEqualTo("""
                {"systemInstruction":{"parts":[{"text":"be brief"}]},"tools":[{"functionDeclarations":[{"name":"f",\
                "description":"does","parametersJsonSchema":{"type":"object"}}]}],"contents":[{"role":"user",\
                "parts":[{"text":"go"}]}]}""");
        assertThat(losses.codes()).isEmpty();
    }

    @Test
    void a_longer_dialogue_begins_with_the_bytes_of_the_shorter() {
        // When
        String shorter = Json.compact(write(PRO, dialogue(GO, answer(call("a")), user(result("a")))));
        String longer = Json.compact(
                write(PRO, dialogue(GO, answer(call("a")), user(result("a")), answer(new Block.Text("hm")), GO)));

        // Then
        assertThat(longer).startsWith(shorter.substring(0, shorter.length() - "]}".length()));
    }

    @Test
    void the_first_call_of_every_step_is_signed_or_counted() {
        // When
        JsonNode contents = contents(
                PRO,
                GO,
                answer(new Block.Text("Both."), signed("a", "c2lnYQ=="), call("b")),
                user(result("b"), result("a")),
                answer(call("c"), call("d")),
                user(result("c"), result("d")));

        // Then
        JsonNode first = contents.path(1).path("parts");
        assertThat(first.path(1).path("thoughtSignature").stringValue()).isEqualTo("c2lnYQ==");
        assertThat(first.path(2).has("thoughtSignature")).isFalse();
        JsonNode second = contents.path(3).path("parts");
        assertThat(second.path(0).path("thoughtSignature").stringValue()).isEqualTo("skip_thought_signature_validator");
        assertThat(second.path(1).has("thoughtSignature")).isFalse();
        assertThat(losses.codes()).containsExactly("thought_signature_missing");
    }

    @Test
    void a_model_that_needs_no_signatures_is_sent_no_false_ones() {
        JsonNode contents = contents(FLASH, GO, answer(call("a")), user(result("a")));
        assertThat(contents.path(1).path("parts").path(0).has("thoughtSignature"))
                .isFalse();
        assertThat(losses.codes()).isEmpty();
    }

    @Test
    void what_was_thought_comes_back_verbatim_or_not_at_all() {
        // Given
        JsonNode thought = Json.object().put("text", "hm").put("thought", true).put("thoughtSignature", "c2Vl");

        // When
        JsonNode contents = contents(
                PRO,
                GO,
                answer(
                        new Block.Thinking("shown", "handle", new Opaque("gemini", thought)),
                        new Block.Thinking("foreign", "seal", null),
                        call("a")),
                user(result("a")));

        // Then
        assertThat(contents.path(1).path("parts").path(0)).isEqualTo(thought);
        assertThat(contents.path(1).path("parts")).hasSize(2);
        assertThat(losses.codes()).contains("thinking");
    }

    @Test
    void results_come_first_in_the_order_of_their_calls_then_their_images_then_the_rest() {
        // When
        JsonNode contents = contents(
                FLASH,
                GO,
                answer(call("a"), call("b")),
                system("mind the step"),
                user(
                        new Block.Text("and then?"),
                        result("b", new Block.Text("two"), image("image/jpeg", PNG), new Block.Text("more")),
                        new Block.Result("a", "f", List.of(new Block.Text("no")), true, CacheMark.NONE)),
                user(image("image/png", PNG)));

        // Then
        assertThat(contents).hasSize(3);
        assertThat(Json.compact(contents.path(2).path("parts"))).isEqualTo("""
                [{"functionResponse":{"id":"a","name":"f","response":{"error":"no"}}},\
                {"functionResponse":{"id":"b","name":"f","response":{"output":"two\\n[file 1 after the results]\\nmore"}}},\
                {"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}},\
                {"text":"<system-message>\\nmind the step\\n</system-message>"},{"text":"and then?"},\
                {"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]""");
    }

    @Test
    void the_leading_system_messages_go_to_the_head() {
        JsonNode body = write(FLASH, dialogue(system("one"), system("two"), GO));
        assertThat(body.path("systemInstruction").path("parts"))
                .extracting(part -> part.path("text").stringValue())
                .containsExactly("be brief", "one", "two");
        assertThat(body.path("contents")).hasSize(1);
    }

    @Test
    void the_user_speaks_first_and_last() {
        JsonNode contents = contents(FLASH, answer(new Block.Text("hi")), GO, answer(new Block.Text("{")));
        assertThat(contents)
                .extracting(content -> content.path("role").stringValue())
                .containsExactly("user", "model", "user", "model", "user");
        assertThat(losses.codes()).containsExactly("begins_with_answer", "prefill");
        assertThatThrownBy(() -> contents(FLASH, user(new Block.Text("")))).isInstanceOf(BadRequest.class);
    }

    @Test
    void calls_and_results_that_do_not_match_are_made_to() {
        // When
        JsonNode contents = contents(
                FLASH,
                GO,
                answer(call("a"), call("b")),
                user(result("b"), result("b"), result("x", new Block.Text("stray"))),
                answer(new Block.Call("c", "f", "{\"a\":", "", null)));

        // Then
        assertThat(contents.path(2)
                        .path("parts")
                        .path(0)
                        .path("functionResponse")
                        .path("response")
                        .has("error"))
                .isTrue();
        assertThat(contents.path(2).path("parts").path(2).path("text").stringValue())
                .isEqualTo("stray");
        assertThat(contents.path(3)
                        .path("parts")
                        .path(0)
                        .path("functionCall")
                        .path("args")
                        .path("_raw")
                        .stringValue())
                .isEqualTo("{\"a\":");
        assertThat(contents).hasSize(5);
        assertThat(losses.codes())
                .containsExactly("result_repeated", "result_without_call", "result_missing*2", "arguments_not_json");
    }

    @Test
    void an_id_that_a_provider_gave_twice_has_two_results() {
        JsonNode parts = contents(
                        FLASH,
                        GO,
                        answer(call("a"), call("a")),
                        user(result("a", new Block.Text("one")), result("a", new Block.Text("two"))))
                .path(2)
                .path("parts");
        assertThat(parts)
                .extracting(part -> part.path("functionResponse")
                        .path("response")
                        .path("output")
                        .stringValue())
                .containsExactly("one", "two");
    }

    @Test
    void files_that_google_does_not_read_are_named_in_their_place() {
        // When
        JsonNode parts = contents(
                        FLASH,
                        user(
                                image("image/png", "R0lGODlh"),
                                new Block.Image(new Media("", null, "https://example.org/a.png"), CacheMark.NONE),
                                new Block.Document(new Media("", null, "gs://b/f.pdf"), "f.pdf", CacheMark.NONE),
                                new Block.Document(new Media("application/pdf", PNG, null), "", CacheMark.NONE)))
                .path(0)
                .path("parts");

        // Then
        assertThat(parts).hasSize(4);
        assertThat(parts.path(0).path("text").stringValue()).isEqualTo("[a file that cannot be shown]");
        assertThat(parts.path(1).path("text").stringValue()).isEqualTo("[a file that cannot be shown]");
        assertThat(parts.path(2).path("fileData").path("fileUri").stringValue()).isEqualTo("gs://b/f.pdf");
        assertThat(losses.codes()).containsExactly("media_type:image_gif", "media_url");
    }

    @Test
    void names_begin_with_a_letter_or_an_underscore() {
        // Given
        var tool = new Tool("3d_print", "", Json.object(), CacheMark.NONE);
        Dialogue dialogue = new Dialogue(
                "",
                false,
                true,
                List.of(),
                List.of(tool, TOOL),
                ToolNames.PLAIN,
                new ToolChoice.Named("3d_print"),
                true,
                List.of(GO),
                NOTHING_SAID,
                new Effort.Unsaid(),
                null);

        // When
        JsonNode body = write(FLASH, dialogue);

        // Then
        assertThat(Json.compact(body.path("toolConfig")))
                .isEqualTo("{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"_3d_print\"]}}");
        assertThat(losses.codes()).containsExactly("one_call_at_a_time");
        assertThat(Stream.of("3d", "_3d", "__-", "a", "_a", "_").map(GeminiNames::sent))
                .containsExactly("_3d", "__3d", "___-", "a", "_a", "_")
                .allMatch(name -> GeminiNames.sent(GeminiNames.received(name)).equals(name));
    }

    @Test
    void numbers_the_model_would_refuse_are_cut_and_told() {
        // Given
        var sampling = new Sampling(128_000L, 3.0, 0.9, 0L, 5_000_000_000L, List.of("a", "b", "c", "", "d", "e", "f"));
        Dialogue dialogue = new Dialogue(
                "",
                false,
                true,
                List.of(new Block.Text("x", CacheMark.HOUR)),
                List.of(),
                ToolNames.PLAIN,
                new ToolChoice.Any(),
                false,
                List.of(GO),
                sampling,
                new Effort.Budget(50_000, true),
                new OutputForm("x", Json.object().put("$schema", "s").put("type", "array")));

        // When
        JsonNode body = write(FLASH, dialogue);

        // Then
        assertThat(Json.compact(body.path("generationConfig"))).isEqualTo("""
                {"maxOutputTokens":65536,"temperature":2.0,"topP":0.9,"topK":1,"seed":2147483647,\
                "stopSequences":["a","b","c","d","e"],\
                "thinkingConfig":{"thinkingBudget":24576,"includeThoughts":true},\
                "responseMimeType":"application/json","responseJsonSchema":{"type":"array"}}""");
        assertThat(body.has("toolConfig")).isFalse();
        assertThat(losses.codes())
                .containsExactly(
                        "clamped:max_output_tokens",
                        "clamped:temperature",
                        "clamped:top_k",
                        "clamped:seed",
                        "stop_sequences",
                        "effort:clamped",
                        "cache_marks");
    }

    @Test
    void a_schema_for_the_answer_goes_with_tools_only_where_the_model_takes_both() {
        // Given
        Dialogue plain = dialogue(GO);
        Dialogue both = new Dialogue(
                plain.model(),
                false,
                true,
                plain.system(),
                plain.tools(),
                plain.names(),
                plain.choice(),
                false,
                plain.messages(),
                plain.sampling(),
                plain.effort(),
                new OutputForm("x", Json.object()));

        // Then
        assertThat(write(PRO, both)
                        .path("generationConfig")
                        .path("responseMimeType")
                        .stringValue())
                .isEqualTo("application/json");
        assertThat(losses.codes()).isEmpty();
        assertThat(write(FLASH, both).has("generationConfig")).isFalse();
        assertThat(losses.codes()).containsExactly("output_schema_with_tools");
    }
}
