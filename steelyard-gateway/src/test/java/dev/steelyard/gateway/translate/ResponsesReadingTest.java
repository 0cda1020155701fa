package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.ToolNames.Origin;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesReadingTest {
    private final Losses losses = new Losses();

    @Test
    void what_codex_sends_is_its_system_its_task_its_calls_and_their_results() {
        // When
        Dialogue dialogue = Responses.read(Bodies.json("codex"), losses);

        // Then
        assertThat(dialogue.system()).hasSize(4);
        assertThat(dialogue.messages())
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(dialogue.messages().get(2).content()).first().isEqualTo(new Block.Text("Looking at the input."));
        assertThat(dialogue.messages().get(2).content().get(1)).isInstanceOf(Block.Call.class);
        assertThat(dialogue.effort()).isEqualTo(new Effort.Level("medium", false));
        assertThat(losses.codes()).containsExactly("field:text.verbosity");
    }

    @Test
    void a_freeform_tool_becomes_a_function_of_one_text_that_knows_its_grammar() {
        // When
        Dialogue dialogue = Responses.read(Bodies.json("codex"), losses);

        // Then
        Dialogue.Tool patch = tool(dialogue, "apply_patch");
        assertThat(patch.description())
                .isEqualTo(
                        "What it does.\n\nThe argument `input` is a text that fits this lark grammar:\nstart: patch");
        assertThat(Responses.json(patch.schema()))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                        + "\"required\":[\"input\"]}");
        assertThat(dialogue.names().of("apply_patch")).contains(new Origin("", "apply_patch", true));
        assertThat(dialogue.names().of("exec_command")).isEmpty();
        assertThat(dialogue.names().of("tool_search")).contains(new Origin("", "tool_search", false, "tool_search"));
    }

    @Test
    void a_namespace_is_flattened_and_its_history_with_it() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","tools":[{"type":"namespace","name":"mcp__x","description":"All about x.","tools":[
                   {"type":"function","name":"get","description":"Gets.","parameters":{"type":"object"}},
                   {"type":"custom","name":"put"}]}],
                 "input":[{"role":"user","content":"Go."},
                   {"type":"function_call","call_id":"c1","namespace":"mcp__x","name":"get","arguments":"{}"},
                   {"type":"custom_tool_call","call_id":"c2","namespace":"mcp__x","name":"put","input":"a\\"b"},
                   {"type":"function_call_output","call_id":"c1","output":"1"},
                   {"type":"custom_tool_call_output","call_id":"c2","output":"2"}]}""", losses);

        // Then
        assertThat(dialogue.tools()).extracting(Dialogue.Tool::name).containsExactly("mcp__x__get", "mcp__x__put");
        assertThat(dialogue.tools().getFirst().description())
                .isEqualTo("Gets.\n\nAll tools named mcp__x__*: All about x.");
        assertThat(dialogue.names().of("mcp__x__get")).contains(new Origin("mcp__x", "get", false));
        assertThat(dialogue.names().of("mcp__x__put")).contains(new Origin("mcp__x", "put", true));
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(
                        new Block.Call("c1", "mcp__x__get", "{}", "", null),
                        new Block.Call("c2", "mcp__x__put", "{\"input\":\"a\\\"b\"}", "", null));
    }

    @Test
    void names_that_fall_together_are_refused() {
        assertRefused("""
                {"model":"m","input":"x","tools":[{"type":"function","name":"a__b"},
                 {"type":"namespace","name":"a","tools":[{"type":"function","name":"b"}]}]}""", "a__b and a/b would both be called a__b");
    }

    @Test
    void names_that_are_too_long_or_not_safe_are_told_apart_by_a_hash() {
        // When
        String name = "n".repeat(70);
        Dialogue dialogue = Responses.read(
                "{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"type\":\"function\",\"name\":\"" + name + "1\"},"
                        + "{\"type\":\"function\",\"name\":\"" + name + "2\"},"
                        + "{\"type\":\"function\",\"name\":\"container.exec\"}]}",
                losses);

        // Then
        assertThat(dialogue.tools()).extracting(Dialogue.Tool::name).doesNotHaveDuplicates();
        assertThat(dialogue.tools()).allMatch(tool -> tool.name().matches("[A-Za-z0-9_-]{1,64}"));
        assertThat(dialogue.names().of(dialogue.tools().getFirst().name())).contains(new Origin("", name + "1", false));
        assertThat(dialogue.names().of("container_exec")).contains(new Origin("", "container.exec", false));
    }

    @Test
    void tools_that_arrive_in_the_input_are_tools() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","tools":[{"type":"function","name":"a"},
                   {"type":"tool_search","execution":"client","parameters":{"type":"object"}}],
                 "input":[{"type":"additional_tools","role":"developer","tools":[
                     {"type":"function","name":"a","description":"new"},{"type":"function","name":"b"}]},
                   {"role":"user","content":"Go."},
                   {"type":"tool_search_call","call_id":"s1","execution":"client","arguments":{"query":"c"}},
                   {"type":"tool_search_output","call_id":"s1","execution":"client","status":"completed","tools":[
                     {"type":"namespace","name":"n","description":"","tools":[{"type":"function","name":"c"}]}]}]}""", losses);

        // Then
        assertThat(dialogue.tools()).extracting(Dialogue.Tool::name).containsExactly("a", "tool_search", "b", "n__c");
        assertThat(dialogue.tools().getFirst().description()).isEqualTo("new");
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(new Block.Call("s1", "tool_search", "{\"query\":\"c\"}", "", null));
        assertThat(dialogue.messages().get(2).content().toString()).contains("{\"tools\":[\"n__c\"]}");
    }

    @Test
    void what_the_agent_puts_between_a_call_and_its_output_is_moved() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","input":[{"role":"user","content":"Go."},
                   {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],
                     "encrypted_content":"syT0"},
                   {"type":"function_call","call_id":"c1","name":"a","arguments":"{}"},
                   {"role":"assistant","content":"Calling a."},
                   {"type":"function_call","call_id":"c2","name":"a","arguments":"{}"},
                   {"role":"developer","content":"Hurry."},
                   {"type":"function_call_output","call_id":"c1","output":"1"},
                   {"type":"function_call_output","call_id":"c2","output":"2"}]}""", losses);

        // Then
        assertThat(dialogue.messages())
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.USER, Role.SYSTEM);
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(
                        new Block.Thinking("Hm.", "syT0", null),
                        new Block.Text("Calling a."),
                        new Block.Call("c1", "a", "{}", "", null),
                        new Block.Call("c2", "a", "{}", "", null));
        assertThat(dialogue.messages().get(2).content()).hasSize(2);
    }

    @Test
    void images_and_files_are_kept_also_in_what_a_tool_says() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","input":[{"role":"user","content":[
                     {"type":"input_image","image_url":"data:image/png;base64,AAAA"},
                     {"type":"input_image","image_url":"https://example.org/a.gif?x=1","detail":"high"},
                     {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,BBBB"}]},
                   {"type":"function_call","call_id":"c1","name":"view_image","arguments":"{}"},
                   {"type":"function_call_output","call_id":"c1","output":[
                     {"type":"input_text","text":"Here."},
                     {"type":"input_image","image_url":"data:image/webp;base64,CCCC"}]}]}""", losses);

        // Then
        assertThat(dialogue.messages().getFirst().content())
                .containsExactly(
                        new Block.Image(new Block.Media("image/png", "AAAA", null), Dialogue.CacheMark.NONE),
                        new Block.Image(
                                new Block.Media("image/gif", null, "https://example.org/a.gif?x=1"),
                                Dialogue.CacheMark.NONE),
                        new Block.Document(
                                new Block.Media("application/pdf", "BBBB", null), "a.pdf", Dialogue.CacheMark.NONE));
        assertThat(dialogue.messages().getLast().content())
                .containsExactly(new Block.Result(
                        "c1",
                        "",
                        List.of(
                                new Block.Text("Here."),
                                new Block.Image(new Block.Media("image/webp", "CCCC", null), Dialogue.CacheMark.NONE)),
                        false,
                        Dialogue.CacheMark.NONE));
        assertThat(losses.codes()).containsExactly("field:detail");
    }

    @Test
    void tools_known_by_type_become_functions_and_so_does_their_history() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","tools":[{"type":"local_shell"},{"type":"shell","environment":{"type":"local"}},
                   {"type":"apply_patch"}],
                 "input":[{"role":"user","content":"Go."},
                   {"type":"local_shell_call","id":"lsh_1","call_id":"c1","status":"completed",
                     "action":{"type":"exec","command":["ls"],"env":{}}},
                   {"type":"local_shell_call_output","id":"c1","output":"{}"},
                   {"type":"shell_call","call_id":"c2","action":{"commands":["ls"]}},
                   {"type":"shell_call_output","call_id":"c2","output":[{"stdout":"a","stderr":"",
                     "outcome":{"type":"exit","exit_code":0}}]},
                   {"type":"apply_patch_call","call_id":"c3","status":"completed",
                     "operation":{"type":"delete_file","path":"a"}},
                   {"type":"apply_patch_call_output","call_id":"c3","status":"failed","output":"no such file"}]}""", losses);

        // Then
        assertThat(dialogue.tools())
                .extracting(Dialogue.Tool::name)
                .containsExactly("local_shell", "shell", "apply_patch");
        assertThat(dialogue.messages().stream()
                        .flatMap(message -> message.content().stream())
                        .filter(Block.Call.class::isInstance))
                .containsExactly(
                        new Block.Call("c1", "local_shell", "{\"command\":[\"ls\"],\"env\":{}}", "", null),
                        new Block.Call("c2", "shell", "{\"commands\":[\"ls\"]}", "", null),
                        new Block.Call("c3", "apply_patch", "{\"type\":\"delete_file\",\"path\":\"a\"}", "", null));
        assertThat(((Block.Result) dialogue.messages().getLast().content().getFirst()).error())
                .isTrue();
        assertThat(losses.codes()).isEmpty();
    }

    @Test
    void what_only_openai_can_read_is_told_as_far_as_it_can_be() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","metadata":{"a":"b"},"user":"u","input":[
                   {"type":"compaction","encrypted_content":"gAAA"},
                   {"type":"agent_message","author":"root","recipient":"worker","content":[
                     {"type":"input_text","text":"Do it."},{"type":"encrypted_content","encrypted_content":"gA"}]},
                   {"type":"web_search_call","id":"ws_1","status":"completed"},
                   {"role":"user","content":"Go."}]}""", losses);

        // Then
        assertThat(dialogue.messages()).hasSize(3);
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(new Block.Text("Message from root to worker:"), new Block.Text("Do it."));
        assertThat(losses.codes())
                .containsExactly(
                        "field:metadata",
                        "compaction",
                        "agent_message",
                        "part:encrypted_content",
                        "item:web_search_call");
    }

    @Test
    void provider_side_tools_are_left_out_and_told() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","input":"x","tools":[{"type":"web_search"},{"type":"function","name":"a"},
                 {"type":"shell","environment":{"type":"container_auto"}},{"type":"tool_search"}]}""", losses);

        // Then
        assertThat(dialogue.tools()).hasSize(1);
        assertThat(losses.codes())
                .containsExactly(
                        "hosted_tool_denied:web_search", "hosted_tool_denied:shell", "hosted_tool_denied:tool_search");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tools\":[{\"type\":\"web_search\"},{\"type\":\"mcp\"}] | denied in this experiment: mcp, web_search",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\"},{\"type\":\"web_search\"}],"
                        + "\"tool_choice\":{\"type\":\"web_search\"} | denied in this experiment: web_search",
                "\"previous_response_id\":\"resp_1\" | send the whole input",
                "\"conversation\":\"conv_1\" | send the whole input",
                "\"background\":true | while the client waits",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\"}],"
                        + "\"tool_choice\":{\"type\":\"function\",\"name\":\"b\"} | b is not among the tools",
                "\"tool_choice\":\"maybe\" | must be auto, none, required",
                "\"tools\":[{\"type\":\"function\"}] | a name is required",
            })
    void what_cannot_be_answered_is_refused(String field, String reason) {
        assertRefused("{\"model\":\"m\",\"input\":\"x\"," + field + "}", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"item_reference\",\"id\":\"msg_1\"} | nothing is stored here",
                "{\"type\":\"compaction_trigger\"} | cannot compact",
                "{\"type\":\"function_call_output\",\"call_id\":\"c9\",\"output\":\"x\"} "
                        + "| No tool call found for function call output with call_id c9.",
                "{\"type\":\"function_call\",\"call_id\":\"c9\",\"name\":\"a\",\"arguments\":\"{}\"} "
                        + "| No tool output found for function call c9.",
                "{\"role\":\"tool\",\"content\":\"x\"} | role must be",
                "{\"type\":\"function_call\",\"name\":\"a\",\"arguments\":\"{}\"} | needs a call_id",
            })
    void items_that_cannot_be_answered_are_refused(String item, String reason) {
        assertRefused("{\"model\":\"m\",\"input\":[" + item + "]}", reason);
    }

    @Test
    void the_choice_of_tools_is_kept() {
        assertThat(choice("\"required\"")).isEqualTo(new ToolChoice.Any());
        assertThat(choice("\"none\"")).isEqualTo(new ToolChoice.None());
        assertThat(choice("{\"type\":\"function\",\"name\":\"a\"}")).isEqualTo(new ToolChoice.Named("a"));
        assertThat(choice("{\"type\":\"custom\",\"name\":\"b\"}")).isEqualTo(new ToolChoice.Named("b"));
        assertThat(choice("{\"type\":\"function\",\"namespace\":\"n\",\"name\":\"c\"}"))
                .isEqualTo(new ToolChoice.Named("n__c"));

        // When
        Dialogue some = chosen("{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":"
                + "[{\"type\":\"custom\",\"name\":\"b\"}]}");

        // Then
        assertThat(some.choice()).isEqualTo(new ToolChoice.Any());
        assertThat(some.tools()).extracting(Dialogue.Tool::name).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"effort\":\"xhigh\",\"summary\":\"auto\"} | Level[level=max, visible=true]",
                "{\"summary\":\"auto\"} | Level[level=, visible=true]",
                "{\"effort\":\"none\"} | Off[]",
                "{} | Unsaid[]",
                "null | Unsaid[]",
            })
    void how_much_to_think_is_kept(String reasoning, String effort) {
        Dialogue dialogue = Responses.read("{\"model\":\"m\",\"input\":\"x\",\"reasoning\":" + reasoning + "}", losses);
        assertThat(dialogue.effort()).hasToString(effort);
    }

    @Test
    void limits_and_the_form_of_the_answer_are_kept() {
        // When
        Dialogue dialogue = Responses.read("""
                {"model":"m","input":"x","instructions":"Be brief.","stream":true,"max_output_tokens":500,
                 "temperature":0.5,"top_p":0.9,"parallel_tool_calls":false,
                 "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}}}}""", losses);

        // Then
        assertThat(dialogue.stream()).isTrue();
        assertThat(dialogue.oneCallAtATime()).isTrue();
        assertThat(dialogue.system()).containsExactly(new Block.Text("Be brief."));
        assertThat(dialogue.sampling()).isEqualTo(new Dialogue.Sampling(500L, 0.5, 0.9, null, null, List.of()));
        assertThat(dialogue.output()).isNotNull();
        assertThat(losses.codes()).isEmpty();
    }

    private ToolChoice choice(String choice) {
        return chosen(choice).choice();
    }

    private Dialogue chosen(String choice) {
        return Responses.read(
                "{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"type\":\"function\",\"name\":\"a\"},"
                        + "{\"type\":\"custom\",\"name\":\"b\"},{\"type\":\"namespace\",\"name\":\"n\",\"tools\":"
                        + "[{\"type\":\"function\",\"name\":\"c\"}]}],\"tool_choice\":" + choice + "}",
                losses);
    }

    private void assertRefused(String body, String reason) {
        assertThatThrownBy(() -> Responses.read(body, losses))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(reason);
    }

    private static Dialogue.Tool tool(Dialogue dialogue, String name) {
        return dialogue.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
