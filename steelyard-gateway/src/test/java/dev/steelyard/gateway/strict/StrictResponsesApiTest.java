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

class StrictResponsesApiTest {
    private static final Scene SCENE = new Scene(
            "Hm.", "", List.of(new Scene.Call("a", "{}")), StopReason.TOOL_USE, new TokenUsage(100, 1280, 0, 9, 4));

    private final StrictResponsesApi api = new StrictResponsesApi();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"max_tokens\":5 | Unknown parameter: 'max_tokens'.",
                "\"max_output_tokens\":5 | Expected a value >= 16.",
                "\"temperature\":0.5 | 'temperature' is not supported with this model.",
                "\"reasoning\":{\"effort\":\"huge\"} | 'reasoning.effort'",
                "\"reasoning\":{\"budget\":5} | Unknown parameter: 'reasoning.budget'.",
                "\"tool_choice\":\"auto\" | only allowed when tools are specified",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"input_schema\":{}}] | 'tools[0].input_schema'",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a b\"}] | 'tools[0].name'",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"parameters\":{\"type\":\"object\"}}] "
                        + "| object schema missing properties",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"parameters\":{\"type\":\"object\",\"properties\":"
                        + "{\"x\":{\"type\":\"array\"}}}}] | array schema missing items",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"parameters\":{\"anyOf\":[]}}] | must not have 'anyOf'",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"strict\":true,\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{\"x\":{}}}}] | 'additionalProperties' is required",
                "\"tools\":[{\"type\":\"function\",\"name\":\"a\"}],\"tool_choice\":{\"type\":\"function\","
                        + "\"name\":\"b\"} | Tool choice 'b' not found",
                "\"tools\":[{\"name\":\"a\"}] | 'tools[0].type'",
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a b\",\"schema\":{}}} | 'text.format.name'",
                "\"instructions\":[] | Invalid type for 'instructions'.",
            })
    void a_wrong_field_is_refused(String field, String message) {
        assertThat(violations("{\"model\":\"gpt-5.5\",\"input\":\"x\"," + field + "}"))
                .anyMatch(violation -> violation.contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"role\":\"tool\",\"content\":\"x\"} | 'input[0].role'",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]} | 'input_text'",
                "{\"role\":\"user\",\"content\":[{\"type\":\"output_text\",\"text\":\"x\"}]} | 'output_text'",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\",\"cache_control\":{}}]} "
                        + "| 'input[0].content[0].cache_control'",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\","
                        + "\"prompt_cache_breakpoint\":{}}]} | prompt_cache_breakpoint",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"AAAA\"}]} | image_url",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_data\":\"data:x;base64,A\"}]} | filename",
                "{\"type\":\"tool_use\"} | 'tool_use'",
                "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"a\",\"arguments\":\"{}\"} "
                        + "| No tool output found for function call c.",
                "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"a\",\"arguments\":{}} | arguments",
                "{\"type\":\"function_call\",\"id\":\"x\",\"call_id\":\"c\",\"name\":\"a\",\"arguments\":\"{}\"} "
                        + "| begins with 'fc'",
                "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"} | No tool call found",
                "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":{}} | Invalid type for 'input[0].output'",
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"x\"} "
                        + "| could not be verified",
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]} | not persisted",
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"x\"} "
                        + "| without its required following item",
            })
    void a_wrong_item_is_refused(String item, String message) {
        assertThat(violations("{\"model\":\"gpt-5.5\",\"input\":[" + item + "]}"))
                .anyMatch(violation -> violation.contains(message));
    }

    @Test
    void ids_of_calls_have_a_length() {
        String id = "c".repeat(65);
        assertThat(violations("{\"model\":\"m\",\"input\":[{\"type\":\"function_call\",\"call_id\":\"" + id
                        + "\",\"name\":\"a\",\"arguments\":\"{}\"}]}"))
                .anyMatch(violation -> violation.contains("maximum length 64"));
    }

    @Test
    void models_that_do_not_reason_seal_nothing() {
        assertThat(violations("{\"model\":\"gpt-4.1\",\"input\":\"x\",\"include\":[\"reasoning.encrypted_content\"]}"))
                .containsExactly("Encrypted content is not supported with this model.");
    }

    @Test
    void a_call_must_come_back_with_its_reasoning() {
        // Given
        JsonNode answer = json(api.whole(SCENE));
        String reasoning = Json.compact(answer.path("output").get(0));
        String call = Json.compact(answer.path("output").get(1));
        String callId = answer.path("output").get(1).path("call_id").stringValue();
        String result = "{\"type\":\"function_call_output\",\"call_id\":\"" + callId + "\",\"output\":\"x\"}";

        // Then
        assertThat(violations(request(reasoning, call, result))).isEmpty();
        assertThat(violations(request(call, result))).anyMatch(text -> text.contains("required 'reasoning' item"));
        assertThat(violations(request(reasoning.replace("Hm.", "Ha."), call, result)))
                .anyMatch(text -> text.contains("could not be verified"));
    }

    @Test
    void a_stream_ends_with_the_whole_answer() {
        // When
        List<String> frames = api.frames(SCENE);
        JsonNode last = json(frames.getLast().substring(frames.getLast().indexOf('{')));

        // Then
        assertThat(frames.getFirst()).startsWith("event: response.created\ndata: {\"type\":\"response.created\"");
        assertThat(last.path("type").stringValue()).isEqualTo("response.completed");
        assertThat(last.path("sequence_number").intValue()).isEqualTo(frames.size() - 1);
        assertThat(last.path("response").path("output")).hasSize(2);
        assertThat(last.path("response").path("usage").path("total_tokens").intValue())
                .isEqualTo(1389);
    }

    private static String request(String... items) {
        return "{\"model\":\"gpt-5.5\",\"store\":false,\"input\":[" + String.join(",", items) + "]}";
    }

    private List<String> violations(String request) {
        return api.violations(json(request));
    }

    private static JsonNode json(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
