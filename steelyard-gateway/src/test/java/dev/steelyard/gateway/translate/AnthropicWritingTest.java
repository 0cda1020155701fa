package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.AnthropicTalk.NEW_MODEL;
import static dev.steelyard.gateway.translate.AnthropicTalk.OLD_MODEL;
import static dev.steelyard.gateway.translate.AnthropicTalk.call;
import static dev.steelyard.gateway.translate.AnthropicTalk.json;
import static dev.steelyard.gateway.translate.AnthropicTalk.result;
import static dev.steelyard.gateway.translate.AnthropicTalk.text;
import static dev.steelyard.gateway.translate.AnthropicTalk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is written here, the real API would take; each test ends with asking a model of each generation.
class AnthropicWritingTest {
    private final AnthropicTalk talk = new AnthropicTalk();

    @AfterEach
    void the_api_takes_it() {
        for (String model : List.of(NEW_MODEL, "claude-sonnet-4-6", OLD_MODEL, "claude-opus-4-20250514", "gateway-x")) {
            assertThat(talk.violations(model)).as(model).isEmpty();
        }
    }

    private static String compact(JsonNode node) {
        return Json.compact(node);
    }

    @Test
    void a_turn_holds_what_one_side_said_in_a_row_and_the_results_first() {
        // Given
        talk.user(text("do"), text(" "))
                .assistant(text("first"), call("a"))
                .assistant(text("between"), call("b"))
                .system("mind the gap")
                .user(text("also"), result("b", "2"))
                .user(result("a", "1"), text(""));

        // Then
        assertThat(compact(talk.written().path("messages"))).isEqualTo("""
                [{"role":"user","content":[{"type":"text","text":"do"}]},\
                {"role":"assistant","content":[{"type":"text","text":"first"},{"type":"text","text":"between"},\
                {"type":"tool_use","id":"a","name":"Bash","input":{"command":"ls"}},\
                {"type":"tool_use","id":"b","name":"Bash","input":{"command":"ls"}}]},\
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"1"},\
                {"type":"tool_result","tool_use_id":"b","content":"2"},\
                {"type":"text","text":"<system-reminder>\\nmind the gap\\n</system-reminder>"},\
                {"type":"text","text":"also"}]}]""");
        assertThat(talk.losses.codes()).containsExactly("system_as_user");
    }

    @Test
    void the_same_dialogue_is_written_as_the_same_bytes_and_a_longer_one_begins_with_them() {
        // Given
        talk.system.add(new Block.Text("be brief"));
        talk.user(text("do")).assistant(call("a")).user(result("a", "1"));
        String once = compact(talk.written());
        String again = compact(talk.written());

        // When
        talk.assistant(call("a")).user(result("a", "2"));
        String longer = compact(talk.written());

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(longer).startsWith(once.substring(0, once.length() - "]}".length()));
    }

    @Test
    void calls_and_results_that_lost_each_other_are_mended() {
        talk.user(text("do"), result("gone", "old"))
                .assistant(call("a"), call("b"))
                .user(result("a", "1"), result("a", "twice"));
        String written = compact(talk.written().path("messages"));
        assertThat(written)
                .contains("Nothing came of this call.")
                .contains("twice")
                .contains("old");
        assertThat(talk.losses.codes()).containsExactly("result_without_call*2", "call_without_result");
    }

    @Test
    void a_result_that_came_before_its_call_is_not_told_twice() {
        talk.user(text("do"), result("a", "early")).assistant(call("a")).user(result("a", "late"));
        String written = compact(talk.written().path("messages"));
        assertThat(written).containsOnlyOnce("early").containsOnlyOnce("late");
    }

    @Test
    void a_turn_of_thinking_alone_leaves_no_gap() {
        var ours =
                new Block.Thinking("", "", new Opaque("anthropic-messages", json("{\"type\":\"redacted_thinking\"}")));
        talk.user(text("do")).assistant(ours).user(text("well?"));
        assertThat(compact(talk.written().path("messages"))).isEqualTo("""
                [{"role":"user","content":[{"type":"text","text":"do"},{"type":"text","text":"well?"}]}]""");
        assertThat(talk.losses.codes()).containsExactly("thinking_at_end");
    }

    @Test
    void ids_that_come_twice_or_hold_what_is_not_allowed_get_new_ones() {
        talk.user(text("do"))
                .assistant(call("functions.Bash:0"))
                .user(result("functions.Bash:0", "1"))
                .assistant(call("functions.Bash:0"))
                .user(result("functions.Bash:0", "2"));
        JsonNode messages = talk.written().path("messages");
        String first = messages.at("/1/content/0/id").stringValue();
        assertThat(messages.at("/2/content/0/tool_use_id").stringValue()).isEqualTo(first);
        assertThat(messages.at("/3/content/0/id").stringValue()).isEqualTo(first + "_2");
        assertThat(compact(messages.at("/4/content/0"))).contains(first + "_2", "\"2\"");
    }

    @Test
    void a_conversation_begins_and_ends_with_the_user() {
        talk.assistant(text("hello"));
        assertThat(compact(talk.written().path("messages")))
                .startsWith("[{\"role\":\"user\"")
                .endsWith("}]}]");
        assertThat(talk.losses.codes()).containsExactly("assistant_first", "assistant_last");
    }

    @Test
    void a_conversation_of_nobody_is_begun() {
        talk.system("only this");
        assertThat(talk.written().path("system").path(0).path("text").stringValue())
                .isEqualTo("only this");
    }

    @Test
    void thinking_comes_back_word_for_word_before_all_else() {
        // Given
        JsonNode block = json("{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}");
        var ours = new Block.Thinking("", "", new Opaque("anthropic-messages", block));
        var foreign = new Block.Thinking("hm", "", new Opaque("gemini", block));
        talk.effort = new Effort.Level("high", true);
        talk.user(text("do")).assistant(text("well"), ours, foreign, call("a")).user(result("a", "1"));

        // When
        JsonNode turn = talk.written().at("/messages/1/content");

        // Then
        assertThat(turn.path(0)).isEqualTo(block);
        assertThat(turn.path(1).path("text").stringValue()).isEqualTo("well");
        assertThat(talk.losses.codes()).containsExactly("thinking_not_ours");
    }

    @Test
    void a_model_with_a_budget_does_not_think_on_once_its_seal_is_lost() {
        talk.effort = new Effort.Budget(4096, true);
        talk.user(text("do")).assistant(call("a")).user(result("a", "1"));
        assertThat(talk.written(OLD_MODEL).has("thinking")).isFalse();
        assertThat(talk.losses.codes()).containsExactly("thinking:off_after_lost_seal");
        assertThat(talk.written(NEW_MODEL).path("thinking").path("type").stringValue())
                .isEqualTo("adaptive");
    }

    @Test
    void each_generation_is_told_in_its_own_way_how_much_to_think() {
        talk.user(text("do"));
        assertThat(thinking(new Effort.Level("high", true), NEW_MODEL))
                .isEqualTo("{\"type\":\"adaptive\",\"display\":\"summarized\"} {\"effort\":\"high\"}");
        assertThat(thinking(new Effort.Level("", false), NEW_MODEL))
                .isEqualTo("{\"type\":\"adaptive\",\"display\":\"omitted\"} ");
        assertThat(thinking(new Effort.Level("minimal", true), OLD_MODEL))
                .isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":2048} ");
        assertThat(thinking(new Effort.Budget(31_999, false), OLD_MODEL))
                .isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":31999,\"display\":\"omitted\"} ");
        assertThat(thinking(new Effort.Budget(40_000, true), OLD_MODEL)).contains("\"budget_tokens\":31999");
        assertThat(thinking(new Effort.Budget(5000, true), NEW_MODEL)).contains("\"effort\":\"medium\"");
        assertThat(thinking(new Effort.Budget(500, true), OLD_MODEL)).isEqualTo(" ");
        assertThat(thinking(new Effort.Off(), NEW_MODEL)).isEqualTo(" ");
        assertThat(talk.losses.codes())
                .containsExactly("thinking:budget_cut", "thinking:budget_as_effort", "thinking:budget_too_small");
    }

    private String thinking(Effort effort, String model) {
        talk.effort = effort;
        ObjectNode written = talk.written(model);
        return told(written, "thinking") + " " + told(written, "output_config");
    }

    private static String told(ObjectNode written, String field) {
        return written.has(field) ? compact(written.path(field)) : "";
    }

    @Test
    void a_cap_too_small_to_think_below_disables_thinking() {
        talk.user(text("do"));
        talk.effort = new Effort.Budget(2000, true);
        talk.sampling = new Sampling(1024L, null, null, null, null, List.of());
        assertThat(talk.written(OLD_MODEL).has("thinking")).isFalse();
    }

    @Test
    void who_thinks_is_not_forced_and_not_heated() {
        talk.user(text("do"));
        talk.effort = new Effort.Level("low", true);
        talk.choice = new ToolChoice.Named("Bash");
        talk.oneCallAtATime = true;
        talk.sampling = new Sampling(null, 0.3, 0.9, 40L, 7L, List.of("END", " "));
        ObjectNode written = talk.written(OLD_MODEL);
        assertThat(compact(written.path("tool_choice")))
                .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
        assertThat(written.propertyNames()).doesNotContain("temperature", "top_p", "top_k");
        assertThat(compact(written.path("stop_sequences"))).isEqualTo("[\"END\"]");
        assertThat(talk.losses.codes())
                .containsExactlyInAnyOrder(
                        "tool_choice:forced_while_thinking",
                        "sampling:temperature",
                        "sampling:top_p",
                        "sampling:top_k",
                        "sampling:seed",
                        "stop_sequences:blank");
    }

    @Test
    void who_does_not_think_is_sampled_as_asked_where_the_model_allows() {
        talk.user(text("do"));
        talk.sampling = new Sampling(900L, 1.7, 0.9, 40L, null, List.of());
        ObjectNode old = talk.written(OLD_MODEL);
        assertThat(old.path("temperature").doubleValue()).isEqualTo(1.0);
        assertThat(old.path("top_k").longValue()).isEqualTo(40);
        assertThat(old.path("max_tokens").longValue()).isEqualTo(900);
        assertThat(talk.written(NEW_MODEL).propertyNames()).doesNotContain("temperature", "top_p", "top_k");
    }

    @Test
    void a_cap_is_always_said_and_never_above_the_models() {
        talk.user(text("do"));
        assertThat(talk.written().path("max_tokens").longValue()).isEqualTo(32_000);
        talk.sampling = new Sampling(1_000_000L, null, null, null, null, List.of());
        assertThat(talk.written(OLD_MODEL).path("max_tokens").longValue()).isEqualTo(64_000);
        assertThat(talk.losses.codes()).containsExactly("max_tokens:cut");
    }

    @Test
    void of_too_many_marks_the_same_four_stay() {
        // Given
        var mark = CacheMark.MINUTES;
        talk.tools.set(0, new Tool("Bash", "", json("{}"), CacheMark.HOUR));
        talk.system.add(new Block.Text("a", mark));
        talk.system.add(new Block.Text("b", CacheMark.HOUR));
        talk.user(new Block.Text("1", mark), new Block.Text("2", mark), new Block.Text("3", mark), text("4"))
                .assistant(call("a"))
                .user(new Block.Result("a", "", List.of(text("x")), false, mark));

        // When
        ObjectNode written = talk.written();

        // Then
        assertThat(compact(written.path("tools"))).doesNotContain("cache_control");
        assertThat(compact(written.path("system")))
                .containsOnlyOnce("cache_control")
                .contains("1h");
        assertThat(compact(written.at("/messages/0/content/0"))).doesNotContain("cache_control");
        assertThat(compact(written.path("messages")).split("cache_control", -1)).hasSize(4);
        assertThat(talk.losses.codes()).containsExactly("cache_marks:more_than_four*3");
    }

    @Test
    void an_hour_does_not_come_after_minutes() {
        talk.system.add(new Block.Text("a", CacheMark.MINUTES));
        talk.user(new Block.Text("1", CacheMark.HOUR));
        assertThat(compact(talk.written())).doesNotContain("1h");
        assertThat(talk.losses.codes()).containsExactly("cache_marks:hour_after_minutes");
    }

    @Test
    void images_stay_inside_results_unless_the_tool_failed() {
        // Given
        var png = new Block.Image(new Media("image/jpeg", "iVBORw0KGgo=", null), CacheMark.NONE);
        var bmp = new Block.Image(new Media("image/bmp", "Qk0=", null), CacheMark.NONE);
        talk.user(text("do"))
                .assistant(call("a"), call("b"), call("c"))
                .user(
                        new Block.Result("a", "", List.of(png, text("seen"), png), false, CacheMark.NONE),
                        new Block.Result("b", "", List.of(png), true, CacheMark.NONE),
                        new Block.Result("c", "", List.of(bmp), false, CacheMark.NONE));

        // When
        JsonNode turn = talk.written().at("/messages/2/content");

        // Then
        assertThat(turn.at("/0/content/0/source/media_type").stringValue()).isEqualTo("image/png");
        assertThat(turn.at("/0/content")).hasSize(3);
        assertThat(turn.at("/1/is_error").booleanValue()).isTrue();
        assertThat(turn.at("/1/content").stringValue()).isEqualTo("It failed and said nothing.");
        assertThat(turn.at("/2/content").stringValue()).isEqualTo("[This image cannot be shown here.]");
        assertThat(turn.at("/3/type").stringValue()).isEqualTo("image");
        assertThat(talk.losses.codes()).containsExactlyInAnyOrder("media_in_failed_result", "image_type:image_bmp");
    }

    @Test
    void documents_are_sent_as_what_they_are() {
        talk.user(
                new Block.Document(new Media("application/pdf", "JVBERi0=", null), "a.pdf", CacheMark.NONE),
                new Block.Document(new Media("text/markdown", "IyBo", null), "", CacheMark.NONE),
                new Block.Document(new Media("application/pdf", null, "https://a.example/b.pdf"), "", CacheMark.NONE),
                new Block.Image(new Media("", null, "http://a.example/b.png"), CacheMark.NONE));
        JsonNode content = talk.written().at("/messages/0/content");
        assertThat(content.at("/0/title").stringValue()).isEqualTo("a.pdf");
        assertThat(content.at("/1/source/data").stringValue()).isEqualTo("# h");
        assertThat(content.at("/2/source/url").stringValue()).isEqualTo("https://a.example/b.pdf");
        assertThat(talk.losses.codes()).containsExactly("image_type:url");
    }

    @Test
    void a_tools_arguments_are_said_in_the_schema_the_api_takes() {
        talk.user(text("do"));
        talk.tools.set(0, new Tool("Bash", "", json("""
                {"$schema":"http://json-schema.org/draft-04/schema#","anyOf":[
                  {"properties":{"a":{"type":"STRING"}},"required":["a"]},
                  {"properties":{"b":{"type":"integer","minimum":0,"exclusiveMinimum":true}},"required":["a","b"]}],
                 "properties":{"type":{"type":"array","items":[{"type":"string"}]}}}"""), CacheMark.NONE));
        assertThat(compact(talk.written().at("/tools/0/input_schema"))).isEqualTo("""
                {"type":"object","properties":{"type":{"type":"array","prefixItems":[{"type":"string"}]},\
                "a":{"type":"string"},"b":{"type":"integer","minimum":0,"exclusiveMinimum":0}},"required":["a"]}""");
        assertThat(talk.losses.codes()).containsExactly("schema:root_anyof");
    }

    @Test
    void a_conversation_with_calls_offers_their_tools_even_if_the_agent_offers_none() {
        talk.tools.clear();
        talk.choice = new ToolChoice.Any();
        talk.user(text("do")).assistant(call("a")).user(result("a", "1"));
        ObjectNode written = talk.written();
        assertThat(compact(written.path("tools")))
                .isEqualTo("[{\"name\":\"Bash\",\"input_schema\":{\"type\":\"object\"}}]");
        assertThat(compact(written.path("tool_choice"))).isEqualTo("{\"type\":\"none\"}");
    }

    @Test
    void without_tools_there_is_no_choice_among_them() {
        talk.tools.clear();
        talk.choice = new ToolChoice.Any();
        talk.user(text("do"));
        assertThat(talk.written().propertyNames()).doesNotContain("tools", "tool_choice");
    }

    @Test
    void a_tool_is_offered_once_and_only_an_offered_one_is_forced() {
        talk.tools.add(tool("Bash"));
        talk.choice = new ToolChoice.Named("Gone");
        talk.user(text("do"));
        assertThat(talk.written().path("tools")).hasSize(1);
        assertThat(talk.losses.codes()).containsExactly("tool_twice:bash", "tool_choice:not_offered");
    }

    @Test
    void the_form_of_an_answer_is_closed_and_unbounded() {
        talk.user(text("do"));
        talk.output = new OutputForm(
                "x",
                json("{\"type\":\"object\",\"properties\":"
                        + "{\"n\":{\"type\":\"integer\",\"minimum\":1}},\"required\":[\"n\"]}"));
        assertThat(compact(talk.written().at("/output_config/format"))).isEqualTo("""
                {"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer"}},\
                "required":["n"],"additionalProperties":false}}""");
        assertThat(talk.losses.codes()).containsExactly("output_schema:minimum");
    }

    @Test
    void arguments_that_are_no_object_are_kept_as_they_were_written() {
        talk.user(text("do"))
                .assistant(new Block.Call("a", "Bash", "{\"comm", "", null), new Block.Call("b", "Bash", "", "", null))
                .user(result("a", "1"), result("b", "2"));
        JsonNode turn = talk.written().at("/messages/1/content");
        assertThat(turn.at("/0/input/_raw").stringValue()).isEqualTo("{\"comm");
        assertThat(compact(turn.at("/1/input"))).isEqualTo("{}");
        assertThat(talk.losses.codes()).containsExactly("arguments_not_json");
    }
}
