package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.AnthropicTalk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicReadingTest {
    private final Losses losses = new Losses();

    private Dialogue read(String rest) {
        return new AnthropicRequestReader().read(json("{\"model\":\"m\"," + rest + "}"), losses);
    }

    private Dialogue said(String blocks) {
        return read("\"messages\":[{\"role\":\"user\",\"content\":[" + blocks + "]}]");
    }

    private Dialogue offering(String tools, String rest) {
        return read("\"messages\":[],\"tools\":[" + tools + "]" + rest);
    }

    @Test
    void what_claude_code_sends_is_read_in_full() {
        // When
        Dialogue read = new AnthropicRequestReader().read(Bodies.json("claude-code"), losses);

        // Then
        assertThat(read.model()).isEqualTo("shared-model");
        assertThat(read.stream()).isTrue();
        assertThat(read.tools()).extracting(Tool::name).containsExactly("Bash", "Edit", "Write");
        assertThat(read.system()).extracting(Block.Text::cache).containsOnly(CacheMark.MINUTES);
        assertThat(read.messages())
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.SYSTEM, Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(read.effort()).isEqualTo(new Effort.Level("high", true));
        assertThat(read.sampling()).isEqualTo(new Sampling(32_000L, null, null, null, null, List.of()));
        assertThat(losses.codes()).containsExactly("field:metadata", "field:context_management");
    }

    @Test
    void what_claude_code_was_shown_of_the_thinking_comes_back_with_its_seals() {
        // When
        Dialogue read = new AnthropicRequestReader().read(Bodies.json("claude-code-thinking"), losses);

        // Then
        assertThat(read.system().getFirst().text()).startsWith("x-anthropic-billing-header: ");
        assertThat(read.messages().stream()
                        .flatMap(message -> message.content().stream())
                        .filter(Block.Thinking.class::isInstance))
                .containsExactly(
                        new Block.Thinking("Hm 1", "syc1100", null),
                        new Block.Thinking("", "syc2100", null),
                        new Block.Thinking("Hm 2", "syc1200", null),
                        new Block.Thinking("", "syc2200", null));
    }

    @Test
    void a_side_call_has_the_form_of_its_answer() {
        Dialogue read = new AnthropicRequestReader().read(Bodies.json("claude-code-title"), losses);
        assertThat(read.output()).isNotNull();
        assertThat(read.effort()).isEqualTo(new Effort.Level("high", false));
    }

    @Test
    void the_billing_line_is_a_system_text_like_any_other() {
        Dialogue read =
                read("\"messages\":[],\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: a\"}]");
        assertThat(read.system()).containsExactly(new Block.Text("x-anthropic-billing-header: a"));
        assertThat(read("\"messages\":[],\"system\":\"be brief\"").system())
                .containsExactly(new Block.Text("be brief"));
    }

    @Test
    void instructions_in_the_middle_stay_where_they_are() {
        Dialogue read = said("{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"mid_conv_system\",\"content\":"
                + "[{\"type\":\"text\",\"text\":\"b\"}]},{\"type\":\"text\",\"text\":\"c\"}");
        assertThat(read.messages())
                .containsExactly(
                        new Message(Role.USER, List.of(new Block.Text("a"))),
                        new Message(Role.SYSTEM, List.of(new Block.Text("b"))),
                        new Message(Role.USER, List.of(new Block.Text("c"))));
    }

    @Test
    void a_result_may_say_nothing_a_text_or_many_things() {
        // When
        Dialogue read = said("""
                {"type":"tool_result","tool_use_id":"a"},
                {"type":"tool_result","tool_use_id":"b","content":"no","is_error":true},
                {"type":"tool_result","tool_use_id":"c","cache_control":{"type":"ephemeral","ttl":"1h"},"content":[
                  {"type":"text","text":"seen"},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}},
                  {"type":"tool_reference","tool_name":"mcp__x"}]}""");

        // Then
        assertThat(read.messages().getFirst().content())
                .containsExactly(
                        new Block.Result("a", "", List.of(), false, CacheMark.NONE),
                        new Block.Result("b", "", List.of(new Block.Text("no")), true, CacheMark.NONE),
                        new Block.Result(
                                "c",
                                "",
                                List.of(
                                        new Block.Text("seen"),
                                        new Block.Image(new Media("image/png", "iVBORw0KGgo=", null), CacheMark.NONE),
                                        new Block.Text("The tool mcp__x can be called from now on.")),
                                false,
                                CacheMark.HOUR));
    }

    @Test
    void images_and_documents_keep_their_bytes_or_their_address() {
        // When
        Dialogue read = said("""
                {"type":"image","source":{"type":"url","url":"https://a.example/i.png"}},
                {"type":"document","title":"a.pdf","source":
                  {"type":"base64","media_type":"application/pdf","data":"JVBERi0="}},
                {"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"}},
                {"type":"document","source":{"type":"file","file_id":"f"}}""");

        // Then
        assertThat(read.messages().getFirst().content())
                .containsExactly(
                        new Block.Image(new Media("", null, "https://a.example/i.png"), CacheMark.NONE),
                        new Block.Document(new Media("application/pdf", "JVBERi0=", null), "a.pdf", CacheMark.NONE),
                        new Block.Document(new Media("text/plain", "aGk=", null), "", CacheMark.NONE),
                        new Block.Text("[This document cannot be shown here.]"));
        assertThat(losses.codes()).containsExactly("document_source:file");
    }

    @Test
    void thinking_comes_with_its_seal_shown_or_not() {
        Dialogue read = read("""
                "messages":[{"role":"assistant","content":[
                  {"type":"thinking","thinking":"hm","signature":"c2VhbA=="},
                  {"type":"thinking","thinking":"","signature":"ZW1wdHk="},
                  {"type":"redacted_thinking","data":"ZGF0YQ=="},
                  {"type":"server_tool_use","id":"s","name":"web_search","input":{}}]}]""");
        assertThat(read.messages().getFirst().content())
                .containsExactly(
                        new Block.Thinking("hm", "c2VhbA==", null),
                        new Block.Thinking("", "ZW1wdHk=", null),
                        new Block.Thinking("", "ZGF0YQ==", null));
        assertThat(losses.codes()).containsExactly("block:server_tool_use");
    }

    @Test
    void how_much_to_think_is_read_in_all_its_forms() {
        assertThat(effort("{\"type\":\"enabled\",\"budget_tokens\":2000}")).isEqualTo(new Effort.Budget(2000, true));
        assertThat(effort("{\"type\":\"adaptive\",\"display\":\"omitted\"}")).isEqualTo(new Effort.Level("", false));
        assertThat(effort("{\"type\":\"disabled\"}")).isEqualTo(new Effort.Off());
        assertThat(read("\"messages\":[]").effort()).isEqualTo(new Effort.Unsaid());
        assertThat(read("\"messages\":[],\"output_config\":{\"effort\":\"xhigh\"}")
                        .effort())
                .isEqualTo(new Effort.Level("max", false));
        assertThat(losses.codes()).containsExactly("effort:xhigh");
    }

    private Effort effort(String thinking) {
        return read("\"messages\":[],\"thinking\":" + thinking).effort();
    }

    @Test
    void a_mark_on_the_request_is_a_mark_on_its_last_block() {
        Dialogue read = read("\"cache_control\":{\"type\":\"ephemeral\"},\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]");
        assertThat(read.messages().getLast().content()).containsExactly(new Block.Text("b", CacheMark.MINUTES));
        assertThat(read.messages().getFirst().content()).containsExactly(new Block.Text("a"));
    }

    @Test
    void tools_that_only_claude_knows_become_functions() {
        // When
        Dialogue read = offering("""
                {"type":"bash_20250124","name":"bash"},
                {"type":"text_editor_20250728","name":"str_replace_based_edit_tool"},
                {"type":"text_editor_20250124","name":"str_replace_editor"},
                {"type":"memory_20250818","name":"memory"}""", "");

        // Then
        assertThat(read.tools()).allSatisfy(tool -> {
            assertThat(tool.description()).isNotEmpty();
            assertThat(tool.schema().path("type").stringValue("")).isEqualTo("object");
        });
        assertThat(arguments(read, 0)).containsExactly("command", "restart");
        assertThat(arguments(read, 1)).contains("insert_text", "view_range", "new_str");
        assertThat(arguments(read, 2)).contains("new_str").doesNotContain("insert_text");
        assertThat(String.valueOf(read.tools().get(2).schema())).contains("undo_edit");
        assertThat(arguments(read, 3)).contains("old_path", "new_path");
        assertThat(losses.codes()).isEmpty();
    }

    private static List<String> arguments(Dialogue read, int tool) {
        return List.copyOf(read.tools().get(tool).schema().path("properties").propertyNames());
    }

    @Test
    void provider_side_tools_are_denied_and_the_others_stay() {
        Dialogue read = offering(
                "{\"type\":\"web_search_20250305\",\"name\":\"web_search\"},{\"name\":\"Bash\",\"input_schema\":{}}",
                ",\"mcp_servers\":[{\"url\":\"https://a.example\"}]");
        assertThat(read.tools()).extracting(Tool::name).containsExactly("Bash");
        assertThat(losses.codes()).contains("hosted_tool_denied:web_search_20250305", "hosted_tool_denied:mcp");
    }

    @Test
    void a_request_for_provider_side_tools_alone_is_refused() {
        String search = "{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}";
        String denied = "provider-side tools are denied in this experiment: web_search_20250305";
        assertThatThrownBy(() -> offering(search, ""))
                .isInstanceOf(BadRequest.class)
                .hasMessage(denied);
        assertThatThrownBy(() -> offering(
                        search + ",{\"name\":\"Bash\",\"input_schema\":{}}",
                        ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"web_search\"}"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(denied);
    }

    @Test
    void deferred_tools_are_offered_once_a_search_found_them() {
        // Given
        String tools = "{\"name\":\"late\",\"defer_loading\":true,\"input_schema\":{}},"
                + "{\"name\":\"later\",\"defer_loading\":true,\"input_schema\":{}},"
                + "{\"name\":\"ToolSearch\",\"input_schema\":{}}";
        String found = "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\","
                + "\"content\":[{\"type\":\"tool_reference\",\"tool_name\":\"later\"}]}]}";

        // Then
        assertThat(offering(tools, "").tools()).extracting(Tool::name).containsExactly("ToolSearch");
        assertThat(read("\"tools\":[" + tools + "],\"messages\":[" + found + "]")
                        .tools())
                .extracting(Tool::name)
                .containsExactly("ToolSearch", "later");
        assertThat(offering(tools + ",{\"type\":\"tool_search_tool_regex_20251119\",\"name\":\"s\"}", "")
                        .tools())
                .extracting(Tool::name)
                .containsExactly("ToolSearch", "late", "later");
        assertThat(losses.codes()).containsExactly("deferred_tools:by_reference*2", "deferred_tools:loaded");
    }

    @Test
    void a_name_too_long_for_others_is_cut_the_same_way_everywhere() {
        // Given
        String name = "mcp__a_server_with_a_very_long_name__a_tool_whose_name_is_even_longer_than_that";

        // When
        Dialogue read = read("\"tools\":[{\"name\":\"" + name + "\",\"input_schema\":{}}],"
                + "\"tool_choice\":{\"type\":\"tool\",\"name\":\"" + name + "\",\"disable_parallel_tool_use\":true},"
                + "\"messages\":[{\"role\":\"assistant\",\"content\":"
                + "[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"" + name + "\",\"input\":{}}]}]");

        // Then
        String plain = read.tools().getFirst().name();
        assertThat(plain).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(read.choice()).isEqualTo(new ToolChoice.Named(plain));
        assertThat(read.messages().getFirst().content()).containsExactly(new Block.Call("a", plain, "{}", "", null));
        assertThat(read.names().of(plain)).contains(new ToolNames.Origin("", name, false));
        assertThat(read.oneCallAtATime()).isTrue();
    }

    @Test
    void what_cannot_be_understood_is_refused_with_a_reason() {
        assertRefused("{\"model\":\"m\"}", "messages: a list is required");
        assertRefused("{\"messages\":[]}", "model: a string is required");
        assertRefused("{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"content\":\"\"}]}", "role must be");
        assertRefused("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}", "content must be");
        assertRefused("{\"model\":\"m\",\"messages\":[],\"tools\":[{}]}", "name: a string is required");
        assertRefused("{\"model\":\"m\",\"messages\":[],\"tool_choice\":{\"type\":\"x\"}}", "tool_choice.type");
    }

    @Test
    void nonsense_where_nothing_hangs_on_it_is_passed_over() {
        Dialogue read = read("""
                "messages":[{"role":"user","content":[5,[],{},{"type":"image"},{"type":"document","source":[]}]}],
                "system":5,"tools":"x","tool_choice":[],"max_tokens":1e99,"top_k":123456789012345678901234567890,
                "thinking":{"type":"enabled","budget_tokens":"much"},"output_config":[],"stop_sequences":[1],
                "cache_control":"x","stream":"yes","mcp_servers":3""");
        assertThat(read.messages()).hasSize(1);
        assertThat(read.sampling().topK()).isNull();
        assertThat(read.effort()).isEqualTo(new Effort.Budget(0, true));
    }

    private void assertRefused(String body, String reason) {
        assertThatThrownBy(() -> new AnthropicRequestReader().read(json(body), losses))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(reason);
    }
}
