package dev.steelyard.gateway.strict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A wrong request for each rule. The apostrophes stand for quotation marks.
class StrictAnthropicApiTest {
    private static final String USER = "{'role':'user','content':'hi'}";
    private static final String CALL =
            "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'T','input':{}}]}";
    private static final String DONE =
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'ok'}]}";

    private final StrictAnthropicApi api = new StrictAnthropicApi();

    private static JsonNode json(String json) {
        return Json.readObject(json.replace('\'', '"').getBytes(UTF_8));
    }

    private List<String> asked(String rest) {
        return asked("claude-opus-4-8", rest);
    }

    private List<String> asked(String model, String rest) {
        return api.violations(json("{'model':'" + model + "','max_tokens':4096," + rest + "}"));
    }

    private List<String> said(String... messages) {
        return asked("'tools':[{'name':'T','input_schema':{'type':'object'}}],'messages':[" + String.join(",", messages)
                + "]");
    }

    private List<String> user(String block) {
        return said("{'role':'user','content':[" + block + "]}");
    }

    private List<String> result(String rest) {
        return said(USER, CALL, "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'," + rest + "}]}");
    }

    @Test
    void a_right_request_is_taken() {
        assertThat(said(USER, CALL, DONE)).isEmpty();
        assertThat(said(USER, USER)).isEmpty();
        assertThat(asked("'thinking':{'type':'adaptive'},'messages':[" + USER + "]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            claude-opus-4-8   | 'logit_bias':{}                                    | Extra inputs
            claude-opus-4-8   | 'stream':1                                         | valid boolean
            claude-opus-4-8   | 'thinking':{'type':'enabled','budget_tokens':2000} | not supported
            claude-sonnet-4-5 | 'thinking':{'type':'adaptive'}                     | not supported
            claude-sonnet-4-5 | 'thinking':{'type':'enabled','budget_tokens':1000} | at least 1024
            claude-sonnet-4-5 | 'thinking':{'type':'enabled','budget_tokens':4096} | greater than
            claude-sonnet-4-5 | 'temperature':1.5                                  | range
            claude-sonnet-4-5 | 'temperature':0.5,'top_p':0.5                      | cannot both
            claude-opus-4-8   | 'temperature':0.5                                  | deprecated
            claude-opus-4-8   | 'stop_sequences':[' ']                             | non-whitespace
            claude-opus-4-8   | 'system':''                                        | non-empty
            claude-opus-4-8   | 'system':[{'type':'text','text':' '}]              | non-whitespace
            claude-opus-4-8   | 'tool_choice':{'type':'auto'}                      | while providing tools
            claude-opus-4-8   | 'output_config':{'effort':'huge'}                  | unknown
            claude-sonnet-4-6 | 'output_config':{'effort':'xhigh'}                 | not supported
            claude-opus-4-8   | 'tools':[{'name':'a b','input_schema':{'type':'object'}}] | should match
            claude-opus-4-8   | 'tools':[{'name':'a','input_schema':{}}]           | Field required
            claude-opus-4-8   | 'tools':[{'name':'a','input_schema':{'type':'object','anyOf':[]}}] | top level
            claude-opus-4-8   | 'tools':[{'name':'a','input_schema':{'type':'object','required':true}}] | invalid
            """)
    void a_wrong_field_is_refused(String model, String field, String reason) {
        assertThat(asked(model, field + ",'messages':[" + USER + "]"))
                .anySatisfy(found -> assertThat(found).containsIgnoringCase(reason));
    }

    @Test
    void a_cap_is_required() {
        assertThat(api.violations(json("{'model':'m','messages':[" + USER + "]}")))
                .contains("max_tokens: Field required");
    }

    @Test
    void a_tool_is_offered_once_and_not_forced_on_who_thinks() {
        String tool = "{'name':'T','input_schema':{'type':'object'}}";
        String rest = ",'messages':[" + USER + "]";
        assertFound(asked("'tools':[" + tool + "," + tool + "]" + rest), "must be unique");
        assertFound(asked("'tools':[" + tool + "],'tool_choice':{'type':'tool','name':'X'}" + rest), "not found");
        assertFound(
                asked("'thinking':{'type':'adaptive'},'tools':[" + tool + "],'tool_choice':{'type':'any'}" + rest),
                "forces tool use");
    }

    private static void assertFound(List<String> violations, String reason) {
        assertThat(violations).anySatisfy(found -> assertThat(found).contains(reason));
    }

    @Test
    void a_structured_answer_is_closed_and_unbounded() {
        String format = "'output_config':{'format':{'type':'json_schema','schema':{'type':'object','properties':"
                + "{'n':{'type':'integer','minimum':1}}}}},'messages':[" + USER + "]";
        assertFound(asked(format), "additionalProperties");
        assertFound(asked(format), "'minimum' is not supported");
    }

    @Test
    void who_speaks_when_is_ruled() {
        assertFound(said("{'role':'assistant','content':'a'}", USER), "first message");
        assertFound(said(USER, "{'role':'assistant','content':'a'}"), "prefill");
        assertFound(said("{'role':'system','content':'a'}", USER), "must follow a user");
        assertFound(said(USER, "{'role':'system','content':'a'}", USER), "before an assistant");
        assertThat(said(USER, "{'role':'system','content':'a'}")).isEmpty();
        assertFound(said(), "at least one message");
        assertFound(said("{'role':'user','content':[]}"), "non-empty");
    }

    @Test
    void calls_and_results_belong_together() {
        assertFound(said(USER, CALL, USER), "without `tool_result`");
        assertFound(said(USER, CALL), "without `tool_result`");
        assertFound(said(USER, DONE), "unexpected `tool_use_id`");
        assertFound(said(USER, CALL, DONE, CALL, DONE), "must be unique");
        assertFound(said(USER, CALL, DONE, DONE), "single result");
        assertFound(said(USER, CALL, USER, DONE), "must come first");
        assertFound(
                said(
                        USER,
                        CALL,
                        "{'role':'user','content':[{'type':'text','text':'x'},"
                                + "{'type':'tool_result','tool_use_id':'a','content':'ok'}]}"),
                "must come first");
        assertFound(asked("'messages':[" + String.join(",", USER, CALL, DONE) + "]"), "where tools were used");
    }

    @Test
    void blocks_stand_where_they_may_and_hold_what_they_must() {
        assertFound(user("{'type':'text','text':''}"), "non-empty");
        assertFound(user("{'type':'text','text':'a','cache_control':{'type':'x'}}"), "unknown type");
        assertFound(user("{'type':'video'}"), "not expected");
        assertFound(user("{'type':'tool_use','id':'a','name':'T','input':{}}"), "only be in `assistant`");
        assertFound(user("{'type':'thinking','thinking':'a','signature':'b'}"), "only be in `assistant`");
        assertFound(said(USER, CALL.replace("'a'", "'a:b'"), USER), "String should match");
        assertFound(said(USER, CALL.replace("'input':{}", "'input':'{}'"), USER), "valid dictionary");
        assertFound(result("'content':'','is_error':true"), "cannot be empty");
        assertFound(
                result("'is_error':true,'content':[{'type':'image','source':{'type':'url','url':'https://a'}}]"),
                "must be type \"text\"");
        assertFound(user("{'type':'image','source':{'type':'url','url':'http://a'}}"), "HTTPS");
        assertFound(
                user("{'type':'image','source':{'type':'base64','media_type':'image/jpeg','data':'iVBORw0KGgo='}}"),
                "does not match");
        assertFound(
                user("{'type':'document','source':{'type':'base64','media_type':'text/plain','data':'aGk='}}"),
                "application/pdf");
    }

    @Test
    void marks_are_four_at_most_and_hours_come_first() {
        String marked = "{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}";
        String hour = "{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}}";
        assertThat(user(String.join(",", marked, marked, marked, marked))).isEmpty();
        assertFound(user(String.join(",", marked, marked, marked, marked, marked)), "maximum of 4");
        assertFound(user(marked + "," + hour), "must not come after");
    }

    @Test
    void what_was_thought_comes_back_unchanged_and_in_its_place() {
        // Given
        var scene = new Scene(
                "hm", "so", List.of(new Scene.Call("T", "{}")), StopReason.TOOL_USE, new TokenUsage(1, 0, 0, 5, 1));
        JsonNode content = json(api.whole(scene)).path("content");
        String thought = Json.compact(content.path(0));
        String call = Json.compact(content.path(2));
        String done = "{'role':'user','content':[{'type':'tool_result','tool_use_id':'"
                + content.at("/2/id").stringValue() + "','content':'ok'}]}";

        // Then
        assertThat(thinkingOn(thought + "," + call, done)).isEmpty();
        assertFound(thinkingOn(call, done), "Expected `thinking`");
        assertFound(thinkingOn("{'type':'text','text':'a'}," + thought + "," + call, done), "Expected `thinking`");
        assertFound(thinkingOn(thought.replace("hm", "oh") + "," + call, done), "cannot be modified");
        assertFound(thinkingOn("{'type':'thinking','thinking':'','signature':'eA=='}," + call, done), "Invalid");
        assertFound(thinkingOn(thought, USER), "final block");
    }

    private List<String> thinkingOn(String blocks, String then) {
        return asked("'thinking':{'type':'adaptive'},'tools':[{'name':'T','input_schema':{'type':'object'}}],"
                + "'messages':[" + USER + ",{'role':'assistant','content':[" + blocks + "]}," + then + "]");
    }

    @Test
    void an_answer_streams_in_the_order_of_the_grammar() {
        var scene = new Scene(
                "hm", "so", List.of(new Scene.Call("T", "{}")), StopReason.TOOL_USE, new TokenUsage(1, 0, 0, 5, 1));
        assertThat(api.frames(scene).stream()
                        .map(frame -> frame.lines().findFirst().orElse("")))
                .startsWith("event: message_start", "event: content_block_start", "event: content_block_delta")
                .endsWith("event: content_block_stop", "event: message_delta", "event: message_stop");
    }
}
