package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.ChatRequests.BASH;
import static dev.steelyard.gateway.translate.ChatRequests.UNSAID;
import static dev.steelyard.gateway.translate.ChatRequests.assistant;
import static dev.steelyard.gateway.translate.ChatRequests.call;
import static dev.steelyard.gateway.translate.ChatRequests.dialogue;
import static dev.steelyard.gateway.translate.ChatRequests.json;
import static dev.steelyard.gateway.translate.ChatRequests.result;
import static dev.steelyard.gateway.translate.ChatRequests.said;
import static dev.steelyard.gateway.translate.ChatRequests.saying;
import static dev.steelyard.gateway.translate.ChatRequests.text;
import static dev.steelyard.gateway.translate.ChatRequests.user;
import static dev.steelyard.gateway.translate.ChatRequests.violations;
import static dev.steelyard.gateway.translate.ChatRequests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ChatRequestWriterTest {
    private static final Sampling ALL = new Sampling(4096L, 0.7, 0.9, 40L, 7L, List.of("A", "", "B", "C", "D", "E"));

    @Test
    void a_stream_is_asked_for_together_with_its_usage() {
        assertThat(write(saying(user(text("Go."))), "gpt-4.1").toString())
                .startsWith("{\"model\":\"gpt-4.1\",\"stream\":true,\"stream_options\":{\"include_usage\":true},");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.4, max_completion_tokens",
        "o3-mini, max_completion_tokens",
        "openai/gpt-4.1, max_completion_tokens",
        "gpt-oss-120b, max_tokens",
        "deepseek-chat, max_tokens",
        "shared-model, max_tokens",
    })
    void the_cap_is_called_as_the_one_who_serves_that_name_calls_it(String servedName, String field) {
        // When
        ObjectNode request = write(sampled(), servedName);

        // Then
        assertThat(request.path(field).longValue(0)).isEqualTo(4096);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4.1", "gpt-5", "gpt-5.1", "gpt-5.6", "o3", "chatgpt-4o-latest", "qwen3"})
    void every_model_takes_what_is_written_for_it(String servedName) {
        for (Effort effort : efforts()) {
            Dialogue dialogue =
                    dialogue(List.of(BASH), new ToolChoice.Any(), ALL, effort, null, user(text("Go."), text("Now.")));
            assertThat(violations(dialogue, servedName)).as("%s", effort).isEmpty();
            assertThat(violations(toolless(effort), servedName))
                    .as("%s", effort)
                    .isEmpty();
        }
    }

    private static List<Effort> efforts() {
        List<Effort> efforts =
                new ArrayList<>(List.of(new Effort.Unsaid(), new Effort.Off(), new Effort.Budget(500, true)));
        for (String level : List.of("", "minimal", "low", "medium", "high", "max")) {
            efforts.add(new Effort.Level(level, true));
        }
        return efforts;
    }

    private static Dialogue toolless(Effort effort) {
        return dialogue(List.of(), new ToolChoice.Auto(), UNSAID, effort, null, user(text("Go.")));
    }

    private static Dialogue sampled() {
        return dialogue(List.of(BASH), new ToolChoice.Auto(), ALL, new Effort.Unsaid(), null, user(text("Go.")));
    }

    @Test
    void what_a_model_cannot_be_told_is_told_as_lost() {
        // Given
        Losses thinks = new Losses();
        Losses samples = new Losses();

        // When
        write(sampled(), "gpt-5", thinks);
        write(sampled(), "gpt-4.1", samples);

        // Then
        assertThat(thinks.codes())
                .containsExactly("sampling:top_k", "sampling:temperature", "sampling:top_p", "sampling:stop");
        assertThat(samples.codes()).containsExactly("sampling:top_k", "sampling:stop");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5, 500, minimal",
        "gpt-5, 4096, low",
        "gpt-5, 8000, medium",
        "gpt-5, 31999, high",
        "o3, 500, low",
    })
    void a_budget_becomes_the_nearest_effort(String servedName, long tokens, String word) {
        assertThat(write(toolless(new Effort.Budget(tokens, true)), servedName).path("reasoning_effort"))
                .hasToString("\"" + word + "\"");
    }

    @Test
    void models_that_refuse_tools_while_they_think_are_told_not_to() {
        // Given
        Losses losses = new Losses();
        Dialogue dialogue =
                dialogue(List.of(BASH), new ToolChoice.Auto(), UNSAID, new Effort.Unsaid(), null, user(text("Go.")));

        // When
        ObjectNode request = write(dialogue, "gpt-5.6", losses);

        // Then
        assertThat(request.path("reasoning_effort").stringValue("")).isEqualTo("none");
        assertThat(losses.codes()).containsExactly("effort:refused_with_tools");
    }

    @Test
    void a_choice_among_no_tools_is_not_written() {
        // Given
        Losses losses = new Losses();

        // When
        ObjectNode request = write(
                dialogue(List.of(), new ToolChoice.Named("bash"), UNSAID, new Effort.Unsaid(), null, user(text("Go."))),
                "gpt-4.1",
                losses);

        // Then
        assertThat(request.has("tools")).isFalse();
        assertThat(request.has("tool_choice")).isFalse();
        assertThat(losses.codes()).containsExactly("tool_choice");
    }

    @Test
    void schemas_that_openai_refuses_at_the_root_become_objects() {
        // Given
        var union = json("{'anyOf':[{'type':'object','properties':{'a':{}}},{'properties':{'b':{}}}],'$schema':'x'}");
        List<Tool> tools = List.of(
                new Tool("union", "", union, CacheMark.NONE), new Tool("bare", "", Json.object(), CacheMark.NONE));
        Dialogue dialogue =
                dialogue(tools, new ToolChoice.Auto(), UNSAID, new Effort.Unsaid(), null, user(text("Go.")));

        // When
        ObjectNode request = write(dialogue, "gpt-4.1");

        // Then
        assertThat(violations(dialogue, "gpt-4.1")).isEmpty();
        assertThat(request.path("tools")
                        .path(0)
                        .path("function")
                        .path("parameters")
                        .path("properties"))
                .hasToString("{\"a\":{},\"b\":{}}");
    }

    @Test
    void an_answers_schema_binds_if_it_can() {
        // Given
        var closed = json("{'type':'object','properties':{'t':{'type':'string'}},'required':['t'],"
                + "'additionalProperties':false}");
        var open = json("{'type':'object','properties':{'t':{'type':'string'}}}");

        // Then
        assertThat(format(new OutputForm("my title", closed)))
                .startsWith("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"my_title\"")
                .contains("\"strict\":true");
        assertThat(format(new OutputForm("", open)))
                .contains("\"name\":\"answer\"")
                .contains("\"strict\":false");
    }

    private static String format(OutputForm form) {
        return write(
                        dialogue(
                                List.of(), new ToolChoice.Auto(), UNSAID, new Effort.Unsaid(), form, user(text("Go."))),
                        "gpt-4.1")
                .path("response_format")
                .toString();
    }

    @Test
    void marks_and_thoughts_that_cannot_be_carried_are_told() {
        // Given
        Losses losses = new Losses();
        Dialogue dialogue = saying(
                user(new Block.Text("Go.", CacheMark.HOUR)),
                assistant(new Block.Thinking("hm", "", null)),
                user(text("Well?")));

        // When
        ObjectNode request = write(dialogue, "gpt-4.1", losses);

        // Then
        assertThat(losses.codes()).containsExactly("thinking_not_ours", "cache_marks");
        assertThat(said(request)).isEqualTo("[{'role':'user','content':'Go.'},{'role':'user','content':'Well?'}]");
    }

    @Test
    void a_longer_dialogue_begins_with_the_bytes_of_the_shorter() {
        // Given
        Dialogue shorter = saying(user(text("Go.")), assistant(call("c1")), user(result("c1", text("one"))));
        List<Dialogue.Message> more = new ArrayList<>(shorter.messages());
        more.add(assistant(text("Done.")));
        more.add(user(text("Thanks."), text("Bye.")));

        // When
        String first = write(shorter, "gpt-4.1").toString();
        String second = write(shorter.saying(more), "gpt-4.1").toString();

        // Then
        assertThat(second).startsWith(first.substring(0, first.length() - "]}".length()));
    }

    @Test
    void documents_of_text_are_told_as_text_and_others_as_files() {
        // Given
        var plain = new Block.Document(new Block.Media("text/plain", "aGVsbG8=", null), "a.txt", CacheMark.NONE);
        var pdf = new Block.Document(new Block.Media("application/pdf", "JVBERi0=", null), "b.pdf", CacheMark.NONE);
        var far = new Block.Document(new Block.Media("application/pdf", null, "https://x/y.pdf"), "", CacheMark.NONE);
        Losses losses = new Losses();

        // When
        ObjectNode request = write(saying(user(plain, pdf, far)), "gpt-4.1", losses);

        // Then
        assertThat(said(request))
                .contains("'text':'a.txt:\\nhello'")
                .contains(
                        "{'type':'file','file':{'filename':'b.pdf','file_data':'data:application/pdf;base64,JVBERi0='}}");
        assertThat(losses.codes()).containsExactly("document_url");
    }

    @Test
    void arguments_that_are_no_object_are_wrapped_for_imitators_alone() {
        // Given
        var broken = new Block.Call("c1", "bash", "{\"command\":", "", null);
        var empty = new Block.Call("c2", "bash", "", "", null);
        Dialogue dialogue = saying(user(text("Go.")), assistant(broken, empty), user(result("c1"), result("c2")));

        // Then
        assertThat(said(write(dialogue, "gpt-4.1"))).contains("'arguments':'{\\'command\\':'", "'arguments':'{}'");
        assertThat(said(write(dialogue, "qwen3"))).contains("{\\'_raw\\':\\'{\\\\\\'command\\\\\\':\\'}");
    }
}
