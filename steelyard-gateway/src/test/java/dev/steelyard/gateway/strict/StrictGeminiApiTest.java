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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class StrictGeminiApiTest {
    private static final Scene SCENE = new Scene(
            "hm",
            "Both.",
            List.of(new Scene.Call("f", "{\"a\":1}"), new Scene.Call("f", "{\"a\":2}")),
            StopReason.TOOL_USE,
            new TokenUsage(5, 4, 0, 3, 2));

    private static JsonNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String asked(String more) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go\"}]}]" + more + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | contents is not specified",
                "{\"contents\":[]} | contents is not specified",
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"text\":\"x\"}]}]} | the user speaks first",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[]}]} | must not be empty",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"\"}]}]} | empty text parameter",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{}]}]} | required oneof field 'data'",
                "{\"contents\":[{\"role\":\"tool\",\"parts\":[{\"text\":\"x\"}]}]} | valid role",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"x\",\"cache_control\":{}}]}]} | Unknown name",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/gif\","
                        + "\"data\":\"AA==\"}}]}]} | Unsupported MIME type",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\","
                        + "\"data\":\"a b\"}}]}]} | Base64",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"fileData\":{\"fileUri\":\"https://x.org/a\"}}]}]} "
                        + "| Unsupported file uri",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{}}}]}]}"
                        + " | number of function response parts",
            })
    void a_wrong_conversation_is_refused(String request, String rule) {
        assertThat(new StrictGeminiApi().violations(json(request))).anyMatch(violation -> violation.contains(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model\":\"x\" | Unknown name",
                "\"systemInstruction\":{\"parts\":[]} | must have parts",
                "\"systemInstruction\":{\"parts\":[{\"text\":\"\"}]} | empty text",
                "\"tools\":[] | a list is required",
                "\"tools\":[{\"functionDeclarations\":[]},{\"functionDeclarations\":[]}] | Multiple tools",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"3d\"}]}] | Invalid function name",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"},{\"name\":\"f\"}]}] | Duplicate",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":{}}]}] | type OBJECT",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":{\"type\":\"object\","
                        + "\"$ref\":\"#/$defs/A\"}}]}] | undefined schema",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":{\"type\":\"object\","
                        + "\"$schema\":\"x\"}}]}] | $schema",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":{\"type\":\"OBJECT\","
                        + "\"properties\":{\"a\":{\"const\":1}}}}]}] | Unknown name",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":{\"type\":[\"OBJECT\"]}}]}] "
                        + "| cannot start list",
                "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\"}} | without function_declarations",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}],\"toolConfig\":{\"functionCallingConfig\":"
                        + "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"g\"]}} | no such function",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}],\"toolConfig\":{\"functionCallingConfig\":"
                        + "{\"mode\":\"AUTO\",\"allowedFunctionNames\":[\"f\"]}} | only be set when mode is ANY",
                "\"generationConfig\":{\"maxOutputTokens\":128000} | maxOutputTokens",
                "\"generationConfig\":{\"stopSequences\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]} | at most 5",
                "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":64000}} | is invalid",
                "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":1024,\"thinkingLevel\":\"LOW\"}} | only one",
                "\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"MINIMAL\"}} | not supported",
                "\"generationConfig\":{\"responseJsonSchema\":{\"type\":\"object\"}} | application/json",
                "\"generationConfig\":{\"topP\":2} | topP",
                "\"generationConfig\":{\"logit_bias\":{}} | Unknown name",
            })
    void a_wrong_setting_is_refused(String setting, String rule) {
        assertThat(new StrictGeminiApi().violations(json(asked("," + setting))))
                .anyMatch(violation -> violation.contains(rule));
    }

    @Test
    void an_older_model_takes_neither_levels_nor_a_schema_beside_tools() {
        var api = new StrictGeminiApi("gemini-2.5-flash");
        assertThat(api.violations(
                        json(asked(",\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"LOW\"}}"))))
                .hasSize(1);
        assertThat(api.violations(
                        json(asked(",\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}],\"generationConfig\":"
                                + "{\"responseMimeType\":\"application/json\"}"))))
                .hasSize(1);
        assertThat(api.violations(json(asked("")))).isEmpty();
    }

    /// The request that follows the scene, as a faithful client sends it.
    private static ObjectNode next(StrictGeminiApi api) {
        JsonNode answer = json(api.whole(SCENE)).path("candidates").path(0).path("content");
        ObjectNode request = (ObjectNode) json(asked(""));
        ArrayNode contents = (ArrayNode) request.path("contents");
        contents.add(answer);
        ArrayNode parts = contents.addObject().put("role", "user").putArray("parts");
        for (JsonNode part : answer.path("parts")) {
            if (part.has("functionCall")) {
                ObjectNode response = parts.addObject().putObject("functionResponse");
                response.set("id", part.path("functionCall").path("id"));
                response.put("name", "f").putObject("response").put("output", "done");
            }
        }
        return request;
    }

    private static ArrayNode parts(ObjectNode request, int content) {
        return (ArrayNode) request.path("contents").path(content).path("parts");
    }

    @Test
    void seals_must_come_back_where_they_were_and_unaltered() {
        // Given
        var api = new StrictGeminiApi();
        ObjectNode faithful = next(api);
        ObjectNode lost = faithful.deepCopy();
        ObjectNode altered = faithful.deepCopy();
        ObjectNode moved = faithful.deepCopy();
        ObjectNode excused = faithful.deepCopy();

        // When
        ((ObjectNode) parts(lost, 1).path(2)).remove("thoughtSignature");
        ((ObjectNode) parts(altered, 1).path(2)).put("thoughtSignature", "YWx0ZXJlZA==");
        ((ObjectNode) parts(moved, 1).path(3))
                .set("thoughtSignature", parts(moved, 1).path(2).path("thoughtSignature"));
        ((ObjectNode) parts(excused, 1).path(2)).put("thoughtSignature", StrictGeminiApi.SKIPPED);

        // Then
        assertThat(api.violations(faithful)).isEmpty();
        assertThat(api.violations(lost)).singleElement().asString().contains("missing a thought_signature");
        assertThat(api.violations(altered)).singleElement().asString().contains("Corrupted");
        assertThat(api.violations(moved)).singleElement().asString().contains("Corrupted");
        assertThat(api.skipped()).isZero();
        assertThat(api.violations(excused)).isEmpty();
        assertThat(api.skipped()).isEqualTo(1);
    }

    @Test
    void results_must_be_complete_in_order_and_first() {
        // Given
        var api = new StrictGeminiApi();
        ObjectNode missing = next(api);
        ObjectNode swapped = next(api);
        ObjectNode late = next(api);

        // When
        parts(missing, 2).remove(1);
        parts(swapped, 2).add(parts(swapped, 2).remove(0));
        parts(late, 2).insertObject(0).put("text", "first");

        // Then
        assertThat(api.violations(missing)).anyMatch(violation -> violation.contains("number of function response"));
        assertThat(api.violations(swapped)).anyMatch(violation -> violation.contains("is not for function call"));
        assertThat(api.violations(late)).anyMatch(violation -> violation.contains("before anything else"));
    }

    @Test
    void answers_come_in_googles_frames() {
        // When
        List<String> frames = new StrictGeminiApi().frames(SCENE);

        // Then
        assertThat(frames).allMatch(frame -> frame.startsWith("data: {") && frame.endsWith("}\r\n\r\n"));
        assertThat(frames).hasSize(7);
        assertThat(frames.getLast())
                .contains("\"finishReason\":\"STOP\"")
                .contains("\"promptTokenCount\":9,\"candidatesTokenCount\":1,\"totalTokenCount\":12")
                .contains("\"thoughtsTokenCount\":2");
        assertThat(frames)
                .filteredOn(frame -> frame.contains("thoughtSignature"))
                .hasSize(1);
    }
}
