package dev.steelyard.gateway.strict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The stand-in refuses what the real servers refuse, one wrong request per rule.
class StrictChatApiTest {
    private static final String LS =
            "{'type':'function','function':{'name':'ls','parameters':" + "{'type':'object','properties':{}}}}";
    private static final String CALL = "{'id':'a','type':'function','function':{'name':'ls','arguments':'{}'}}";

    private final StrictChatApi api = new StrictChatApi();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'top_k':1|top_k",
                "'stream_options':{'include_usage':true}|'stream_options'",
                "'max_tokens':0|too low",
                "'max_tokens':1,'max_completion_tokens':1|Use 'max_completion_tokens'",
                "'temperature':3|'temperature'",
                "'stop':['a','b','c','d','e']|'stop'",
                "'reasoning_effort':'low'|reasoning_effort",
                "'tools':[]|'tools'",
                "'tool_choice':'auto'|only allowed when 'tools'",
                "'parallel_tool_calls':false|only allowed when 'tools'",
                "'tools':[{'type':'web_search'}]|'tools.type'",
                "'tools':[{'type':'function','function':{'name':'a b'}}]|does not match pattern",
                "'tools':[{'type':'function','function':{'name':'a','parameters':{}}}]|must be of type 'object'",
                "'tools':[{'type':'function','function':{'name':'a','parameters':{'type':'object'}}}]|missing properties",
                "'tools':[{'type':'function','function':{'name':'a','cache':1}}]|tools.function.cache",
                "'response_format':{'type':'json_schema','json_schema':{'name':'a b','schema':{}}}|json_schema.name",
                "'response_format':{'type':'json_object'}|the word 'json'",
            })
    void a_wrong_field_is_refused(String fields, String sentence) {
        assertRefused("gpt-4.1", "{'role':'user','content':'Go.'}", fields, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-5|'max_tokens':1|max_completion_tokens",
                "gpt-5|'temperature':0|temperature",
                "gpt-5|'stop':'x'|stop",
                "gpt-5|'reasoning_effort':'none'|does not support",
                "gpt-5.1|'reasoning_effort':'minimal'|does not support",
                "o3|'reasoning_effort':'xhigh'|does not support",
                "qwen3|'max_completion_tokens':1|max_completion_tokens",
            })
    void a_field_that_the_model_does_not_take_is_refused(String model, String field, String sentence) {
        assertRefused(model, "{'role':'user','content':'Go.'}", field, sentence);
    }

    @Test
    void tools_are_refused_where_they_rule_out_thinking() {
        assertRefused("gpt-5.6", "{'role':'user','content':'Go.'}", "'tools':[" + LS + "]", "use /v1/responses");
        assertRefused(
                "o3",
                "{'role':'user','content':'Go.'}",
                "'parallel_tool_calls':false,'tools':[" + LS + "]",
                "not supported with this model");
        assertRefused("gpt-4.1", "{'role':'user','content':'Go.'}", "'tools':[" + LS + "," + LS + "]", "unique");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'role':'critic','content':'x'}|critic",
                "{'role':'user'}|expected a string or parts",
                "{'role':'user','content':[]}|expected a string or parts",
                "{'role':'user','content':'x','cache_control':{}}|messages.cache_control",
                "{'role':'user','content':[{'type':'text','text':'x','cache_control':{}}]}|content.cache_control",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'file:///etc'}}]}|image URL",
                "{'role':'system','content':[{'type':'image_url','image_url':{'url':'https://x'}}]}|not allowed here",
                "{'role':'assistant','content':null}|got null",
                "{'role':'assistant','content':'x','tool_calls':[]}|empty array",
                "{'role':'assistant','content':'x','reasoning_content':'y'}|reasoning_content",
                "{'role':'tool','tool_call_id':'a','content':'x'}|must be a response",
            })
    void a_wrong_message_is_refused(String message, String sentence) {
        assertRefused("gpt-4.1", message, "'seed':1", sentence);
    }

    @Test
    void calls_and_their_results_must_be_adjacent_and_complete() {
        String calls = "{'role':'assistant','content':null,'tool_calls':[" + CALL + "]}";
        String result = "{'role':'tool','tool_call_id':'a','content':'x'}";
        assertThat(violations("gpt-4.1", calls + "," + result, "'seed':1")).isEmpty();
        assertRefused("gpt-4.1", calls, "'seed':1", "Missing: [a]");
        assertRefused("gpt-4.1", calls + ",{'role':'user','content':'x'}," + result, "'seed':1", "Missing: [a]");
        assertRefused("gpt-4.1", calls + "," + result + "," + result, "'seed':1", "must be a response");
        assertRefused("gpt-4.1", calls.replace("'a'", "'" + "a".repeat(41) + "'"), "'seed':1", "string too long");
        assertRefused("gpt-4.1", calls.replace(CALL, CALL + "," + CALL), "'seed':1", "Duplicate");
    }

    @Test
    void an_imitator_takes_less() {
        assertRefused(
                "qwen3",
                "{'role':'user','content':'x'},{'role':'system','content':'y'}",
                "'seed':1",
                "must be at the beginning");
        assertRefused("qwen3", "{'role':'user','content':[{'type':'text','text':'x'}]}", "'seed':1", "sequence");
    }

    @Test
    void what_was_thought_before_a_call_must_come_back_with_it() {
        // Given
        var scene = new Scene(
                "Hm.", "", List.of(new Scene.Call("ls", "{}")), StopReason.TOOL_USE, new TokenUsage(1, 0, 0, 1, 0));
        String id = Json.readObject(api.whole(scene).getBytes(StandardCharsets.UTF_8))
                .at("/choices/0/message/tool_calls/0/id")
                .stringValue("");
        String turn = ("{'role':'assistant','content':null,REASONING'tool_calls':[" + CALL
                        + "]},{'role':'tool','tool_call_id':'a','content':'x'}")
                .replace("'a'", "'" + id + "'");

        // Then
        assertThat(violations("deepseek-chat", turn.replace("REASONING", "'reasoning_content':'Hm.',"), "'seed':1"))
                .isEmpty();
        assertRefused("deepseek-chat", turn.replace("REASONING", ""), "'seed':1", "must be passed back");
        assertRefused(
                "deepseek-chat", turn.replace("REASONING", "'reasoning_content':'Ha.',"), "'seed':1", "passed back");
    }

    private void assertRefused(String model, String messages, String field, String sentence) {
        assertThat(violations(model, messages, field)).anyMatch(violation -> violation.contains(sentence));
    }

    private List<String> violations(String model, String messages, String field) {
        JsonNode request = Json.readObject(("{'model':'" + model + "','messages':[" + messages + "]," + field + "}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
        return api.violations(request);
    }
}
