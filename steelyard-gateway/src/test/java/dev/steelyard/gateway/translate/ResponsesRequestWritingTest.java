package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.strict.StrictResponsesApi;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Whatever an agent of another dialect says, what is sent is taken by the real API.
class ResponsesRequestWritingTest {
    private static final Sampling UNSAID = new Sampling(null, null, null, null, null, List.of());
    private static final Message GO = new Message(Role.USER, List.of(new Block.Text("Go.")));

    private final Losses losses = new Losses();
    private String model = "gpt-5.5";
    private List<Block.Text> system = List.of();
    private List<Tool> tools = List.of();
    private ToolChoice choice = new ToolChoice.Auto();
    private boolean oneCallAtATime;
    private List<Message> messages = List.of(GO);
    private Sampling sampling = UNSAID;
    private Effort effort = new Effort.Unsaid();
    private @Nullable OutputForm output;
    private List<JsonNode> sent = List.of();

    @AfterEach
    void what_was_sent_is_taken_by_the_real_api() {
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(Responses.violations(new StrictResponsesApi(), request))
                        .isEmpty());
    }

    @Test
    void nothing_is_stored_and_reasoning_comes_sealed() {
        // Given
        system = List.of(new Block.Text("Be brief."), new Block.Text(""), new Block.Text("Be kind."));

        // When
        JsonNode body = write();

        // Then
        assertThat(Responses.json(body))
                .isEqualTo("{\"model\":\"gpt-5.5\",\"store\":false,\"include\":[\"reasoning.encrypted_content\"],"
                        + "\"instructions\":\"Be brief.\\n\\nBe kind.\",\"input\":[{\"type\":\"message\","
                        + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Go.\"}]}]}");
        assertThat(losses.codes()).isEmpty();
    }

    @Test
    void a_longer_conversation_begins_with_the_bytes_of_the_shorter() {
        // Given
        tools = List.of(tool("a", "{\"type\":\"object\",\"properties\":{}}"));
        Message call = new Message(Role.ASSISTANT, List.of(new Block.Text("Hm."), call("c1", "a")));
        Message result = new Message(Role.USER, List.of(result("c1", false, new Block.Text("1"))));

        // When
        String shorter = Responses.json(write());
        messages = List.of(GO, call, result);
        String longer = Responses.json(write());

        // Then
        assertThat(longer).startsWith(shorter.substring(0, shorter.length() - 2));
        assertThat(Responses.json(write())).isEqualTo(longer);
    }

    @Test
    void results_come_first_then_what_the_system_says_then_the_user() {
        // Given
        messages = List.of(
                GO,
                new Message(Role.ASSISTANT, List.of(call("c1", "a"), call("c2", "a"))),
                new Message(Role.SYSTEM, List.of(new Block.Text("Agents: general."))),
                new Message(
                        Role.USER,
                        List.of(
                                new Block.Text("And hurry."),
                                result("c1", false, new Block.Text("1")),
                                result("c2", false, new Block.Text("2")))));

        // When
        JsonNode input = write().path("input");

        // Then
        assertThat(input)
                .extracting(item -> item.path("type").stringValue() + ":"
                        + item.path("role").stringValue(""))
                .containsExactly(
                        "message:user",
                        "function_call:",
                        "function_call:",
                        "function_call_output:",
                        "function_call_output:",
                        "message:developer",
                        "message:user");
    }

    @Test
    void images_stay_where_a_tool_showed_them() {
        // Given
        Block image = new Block.Image(new Block.Media("image/png", "AAAA", null), CacheMark.NONE);
        Block drawing = new Block.Image(new Block.Media("image/svg+xml", "AAAA", null), CacheMark.NONE);
        answered(result("c1", false, image, drawing));

        // When
        JsonNode output = write().path("input").get(2).path("output");

        // Then
        assertThat(Responses.json(output))
                .isEqualTo(
                        "[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AAAA\",\"detail\":\"auto\"},"
                                + "{\"type\":\"input_text\",\"text\":\"[image of type image/svg+xml left out]\"}]");
        assertThat(losses.codes()).containsExactly("image:image_svg_xml");
    }

    @Test
    void documents_are_files_but_texts_are_texts() {
        // Given
        messages = List.of(new Message(
                Role.USER,
                List.of(
                        new Block.Document(new Block.Media("application/pdf", "AAAA", null), "", CacheMark.NONE),
                        new Block.Document(new Block.Media("text/plain", "aMOp", null), "a.txt", CacheMark.NONE),
                        new Block.Document(
                                new Block.Media("application/pdf", null, "https://x.org/a.pdf"), "", CacheMark.NONE))));

        // When
        JsonNode content = write().path("input").get(0).path("content");

        // Then
        assertThat(Responses.json(content))
                .isEqualTo("[{\"type\":\"input_file\",\"filename\":\"document.pdf\","
                        + "\"file_data\":\"data:application/pdf;base64,AAAA\"},"
                        + "{\"type\":\"input_text\",\"text\":\"a.txt:\\nhé\"},"
                        + "{\"type\":\"input_file\",\"file_url\":\"https://x.org/a.pdf\"}]");
    }

    @ParameterizedTest
    @CsvSource({"no such file,Error: no such file", "Error: exit 1,Error: exit 1", "'',Error:"})
    void that_a_tool_failed_is_said_in_its_text(String text, String expected) {
        // Given
        answered(result("c1", true, new Block.Text(text)));

        // Then
        assertThat(write().path("input").get(2).path("output").stringValue()).isEqualTo(expected);
    }

    @Test
    void an_empty_output_is_an_empty_text() {
        // Given
        answered(result("c1", false));

        // Then
        assertThat(write().path("input").get(2).path("output").stringValue()).isEmpty();
    }

    @Test
    void calls_without_results_and_results_without_calls_are_mended() {
        // Given
        messages = List.of(
                GO,
                new Message(Role.ASSISTANT, List.of(call("c1", "a"))),
                new Message(Role.USER, List.of(result("c9", false, new Block.Text("late")))),
                new Message(Role.ASSISTANT, List.of(new Block.Text("So."))));

        // When
        JsonNode input = write().path("input");

        // Then
        assertThat(input.get(2).path("call_id").stringValue()).isEqualTo("c1");
        assertThat(Responses.json(input.get(3))).contains("late");
        assertThat(losses.codes()).containsExactly("result_without_call", "call_without_result");
    }

    @Test
    void ids_and_names_that_are_too_long_are_cut_the_same_way_everywhere() {
        // Given
        String id = "call_" + "x".repeat(100);
        messages = List.of(
                GO,
                new Message(Role.ASSISTANT, List.of(call(id, "n".repeat(100)))),
                new Message(Role.USER, List.of(result(id, false, new Block.Text("1")))));

        // When
        JsonNode input = write().path("input");

        // Then
        assertThat(input.get(1).path("call_id")).isEqualTo(input.get(2).path("call_id"));
    }

    @Test
    void reasoning_goes_back_as_it_came_if_something_follows_it() {
        // Given
        messages = List.of(
                GO,
                new Message(
                        Role.ASSISTANT,
                        List.of(
                                new Block.Thinking("Hm.", "s", null),
                                new Block.Text("So."),
                                new Block.Thinking("", "s", new Opaque("openai-responses", Responses.node("{}"))))));

        // Then
        assertThat(write().path("input")).hasSize(2);
        assertThat(losses.codes()).containsExactly("thinking_not_ours", "thinking_without_answer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"type\":\"object\",\"properties\":{}}",
                "{\"type\":\"object\",\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"array\"}}}]} "
                        + "| {\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{}}}}",
                "{\"type\":\"object\",\"properties\":{\"type\":{\"enum\":[\"array\"]}},\"$schema\":\"x\"} "
                        + "| {\"type\":\"object\",\"properties\":{\"type\":{\"enum\":[\"array\"]}},\"$schema\":\"x\"}",
            })
    void schemas_are_made_such_as_openai_takes(String schema, String expected) {
        // Given
        tools = List.of(tool("a", schema));

        // Then
        assertThat(Responses.json(write().path("tools").get(0).path("parameters")))
                .isEqualTo(expected);
    }

    @Test
    void the_choice_of_tools_goes_with_the_tools() {
        // Given
        choice = new ToolChoice.Any();
        oneCallAtATime = true;
        JsonNode without = write();
        tools = List.of(tool("a", "{}"));
        JsonNode with = write();
        choice = new ToolChoice.Named("gone");
        JsonNode named = write();

        // Then
        assertThat(without.has("tool_choice")).isFalse();
        assertThat(without.has("parallel_tool_calls")).isFalse();
        assertThat(with.path("tool_choice").stringValue()).isEqualTo("required");
        assertThat(with.path("parallel_tool_calls").booleanValue()).isFalse();
        assertThat(with.path("tools").get(0).path("strict").booleanValue()).isFalse();
        assertThat(named.has("tool_choice")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "gpt-5.5,-,field:temperature;field:top_p;field:top_k;field:seed;field:stop",
                "gpt-4.1,0.5,effort;field:top_k;field:seed;field:stop",
                "local/qwen3,0.5,field:top_k;field:seed;field:stop",
            })
    void a_model_is_not_asked_what_it_refuses(String name, @Nullable Double temperature, String lost) {
        // Given
        model = name;
        sampling = new Sampling(1L, 0.5, 0.9, 40L, 1L, List.of("END"));
        effort = new Effort.Level("high", true);

        // When
        JsonNode body = write();

        // Then
        assertThat(
                        body.path("temperature").isNumber()
                                ? body.path("temperature").doubleValue()
                                : null)
                .isEqualTo(temperature);
        assertThat(body.has("include")).isEqualTo(!name.equals("gpt-4.1"));
        assertThat(body.has("reasoning")).isEqualTo(!name.equals("gpt-4.1"));
        assertThat(body.path("max_output_tokens").longValue()).isEqualTo(16);
        assertThat(losses.codes()).contains("max_output_tokens:raised").containsAll(List.of(lost.split(";")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1024 | {\"effort\":\"low\",\"summary\":\"auto\"}",
                "10000 | {\"effort\":\"medium\",\"summary\":\"auto\"}",
                "31999 | {\"effort\":\"high\",\"summary\":\"auto\"}",
            })
    void a_budget_becomes_an_effort(long tokens, String reasoning) {
        // Given
        effort = new Effort.Budget(tokens, true);

        // Then
        assertThat(Responses.json(write().path("reasoning"))).isEqualTo(reasoning);
    }

    @Test
    void efforts_keep_their_level() {
        effort = new Effort.Off();
        assertThat(Responses.json(write().path("reasoning"))).isEqualTo("{\"effort\":\"none\"}");
        effort = new Effort.Level("max", false);
        assertThat(Responses.json(write().path("reasoning"))).isEqualTo("{\"effort\":\"xhigh\"}");
        effort = new Effort.Level("", true);
        assertThat(Responses.json(write().path("reasoning"))).isEqualTo("{\"summary\":\"auto\"}");
    }

    @Test
    void cache_marks_go_where_the_model_knows_them() {
        // Given
        system = List.of(new Block.Text("Be brief.", CacheMark.HOUR));
        messages = List.of(new Message(Role.USER, List.of(new Block.Text("Go.", CacheMark.MINUTES))));

        // When
        JsonNode without = write();
        List<String> lost = losses.codes();
        model = "gpt-5.6";
        JsonNode with = write();

        // Then
        assertThat(lost).containsExactly("cache_marks");
        assertThat(Responses.json(without)).doesNotContain("prompt_cache_breakpoint");
        assertThat(with.has("instructions")).isFalse();
        assertThat(with.path("input").get(0).path("role").stringValue()).isEqualTo("developer");
        assertThat(with.path("input"))
                .allMatch(item -> item.path("content").get(0).has("prompt_cache_breakpoint"));
    }

    @Test
    void the_form_of_the_answer_is_asked_for() {
        // Given
        output = new OutputForm("my form", Responses.node("{\"type\":\"object\"}"));

        // Then
        assertThat(Responses.json(write().path("text")))
                .isEqualTo("{\"format\":{\"type\":\"json_schema\",\"name\":\"my_form\","
                        + "\"schema\":{\"type\":\"object\"},\"strict\":false}}");
    }

    private void answered(Block.Result result) {
        messages = List.of(
                GO, new Message(Role.ASSISTANT, List.of(call("c1", "a"))), new Message(Role.USER, List.of(result)));
    }

    private JsonNode write() {
        var dialogue = new Dialogue(
                "asked-for",
                false,
                true,
                system,
                tools,
                ToolNames.PLAIN,
                choice,
                oneCallAtATime,
                messages,
                sampling,
                effort,
                output);
        JsonNode body = Responses.write(dialogue, model, losses);
        sent = Stream.concat(sent.stream(), Stream.of(body)).toList();
        return body;
    }

    private static Tool tool(String name, String schema) {
        return new Tool(name, "", Responses.node(schema), CacheMark.NONE);
    }

    private static Block.Call call(String id, String name) {
        return new Block.Call(id, name, "", "", null);
    }

    private static Block.Result result(String id, boolean error, Block... content) {
        return new Block.Result(id, "", List.of(content), error, CacheMark.NONE);
    }
}
