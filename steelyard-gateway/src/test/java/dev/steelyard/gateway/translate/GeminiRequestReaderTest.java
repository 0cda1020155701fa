package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiRequestReaderTest {
    private final Losses losses = new Losses();

    private Dialogue read(String body) {
        return new GeminiRequestReader().read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)), losses);
    }

    private static Block.Result result(String id, String name, boolean error, Block... content) {
        return new Block.Result(id, name, List.of(content), error, CacheMark.NONE);
    }

    @Test
    void every_field_is_read_in_either_spelling() {
        // When
        Dialogue camel = read("""
                {"contents":[{"parts":[{"text":"go"},{"inlineData":{"mimeType":"image/png","data":"iV-_"}},
                  {"fileData":{"mimeType":"application/pdf","fileUri":"gs://b/f"}}]}],
                 "systemInstruction":{"parts":[{"text":"be brief"},{"text":"be kind"}]},
                 "tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":{"type":"object"}}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},
                 "generationConfig":{"maxOutputTokens":7,"temperature":1,"topP":0.5,"topK":40.0,"seed":3,
                  "stopSequences":["END"],"responseMimeType":"application/json",
                  "responseJsonSchema":{"type":"array"},
                  "thinkingConfig":{"thinkingBudget":9,"includeThoughts":true}}}""");
        Dialogue snake = read("""
                {"contents":[{"parts":[{"text":"go"},{"inline_data":{"mime_type":"image/png","data":"iV-_"}},
                  {"file_data":{"mime_type":"application/pdf","file_uri":"gs://b/f"}}]}],
                 "system_instruction":{"parts":[{"text":"be brief"},{"text":"be kind"}]},
                 "tools":[{"function_declarations":[{"name":"f","parameters_json_schema":{"type":"object"}}]}],
                 "tool_config":{"function_calling_config":{"mode":"any","allowed_function_names":["f"]}},
                 "generation_config":{"max_output_tokens":7,"temperature":1.0,"top_p":0.5,"top_k":40,"seed":3,
                  "stop_sequences":["END"],"response_mime_type":"application/json",
                  "response_json_schema":{"type":"array"},
                  "thinking_config":{"thinking_budget":9,"include_thoughts":true}}}""");

        // Then
        assertThat(snake).isEqualTo(camel);
        assertThat(camel.system()).containsExactly(new Block.Text("be brief"), new Block.Text("be kind"));
        assertThat(camel.choice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(camel.sampling()).isEqualTo(new Sampling(7L, 1.0, 0.5, 40L, 3L, List.of("END")));
        assertThat(camel.effort()).isEqualTo(new Effort.Budget(9, true));
        assertThat(String.valueOf(camel.output())).contains("\"array\"");
        assertThat(camel.messages())
                .containsExactly(new Message(
                        Role.USER,
                        List.of(
                                new Block.Text("go"),
                                new Block.Image(new Media("image/png", "iV+/", null), CacheMark.NONE),
                                new Block.Document(
                                        new Media("application/pdf", null, "gs://b/f"), "", CacheMark.NONE))));
        assertThat(losses.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"be brief\"",
                "{\"text\":\"be brief\"}",
                "{\"parts\":[{\"text\":\"be brief\"}]}",
                "{\"role\":\"user\",\"parts\":{\"text\":\"be brief\"}}",
                "[\"be brief\"]",
                "[{\"text\":\"be brief\"},{\"text\":\"\"}]",
            })
    void the_system_instruction_may_be_told_in_many_forms(String system) {
        boolean strange = system.contains("\"parts\":{");
        assertThat(read("{\"contents\":[],\"systemInstruction\":" + system + "}")
                        .system())
                .isEqualTo(strange ? List.of() : List.of(new Block.Text("be brief")));
        assertThat(losses.codes()).isEqualTo(strange ? List.of("system_part") : List.of());
    }

    @Test
    void calls_and_results_find_each_other_with_ids_and_without() {
        // When
        Dialogue dialogue = read("""
                {"contents":[{"role":"user","parts":[{"text":"go"}]},
                 {"role":"model","parts":[{"text":"hm","thought":true,"thoughtSignature":"c2Vl"},{"text":"Both."},
                  {"functionCall":{"name":"f","args":{"a":1}},"thoughtSignature":"c2VlbA=="},
                  {"functionCall":{"name":"g","id":"given"}},{"functionCall":{"name":"f"}}]},
                 {"role":"user","parts":[
                  {"functionResponse":{"name":"g","id":"given","response":{"error":"no"}}},
                  {"functionResponse":{"name":"f","response":{"output":"one"}}},
                  {"functionResponse":{"name":"f","response":{"n":2}}},{"text":"and?"}]}]}""");

        // Then
        assertThat(dialogue.messages().subList(1, 3))
                .containsExactly(
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        new Block.Thinking("hm", "c2Vl", null),
                                        new Block.Text("Both."),
                                        new Block.Call("gemini_call_1", "f", "{\"a\":1}", "c2VlbA==", null),
                                        new Block.Call("given", "g", "{}", "", null),
                                        new Block.Call("gemini_call_2", "f", "{}", "", null))),
                        new Message(
                                Role.USER,
                                List.of(
                                        result("given", "g", true, new Block.Text("no")),
                                        result("gemini_call_1", "f", false, new Block.Text("one")),
                                        result("gemini_call_2", "f", false, new Block.Text("{\"n\":2}")),
                                        new Block.Text("and?"))));
    }

    @Test
    void results_are_the_users_whatever_role_they_come_in() {
        // When
        Dialogue dialogue = read("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","id":"a"}},
                  {"functionResponse":{"name":"f","id":"a","response":{"result":{"n":1}}}},{"text":"Done."}]}]}""");

        // Then
        assertThat(dialogue.messages())
                .extracting(Message::role)
                .containsExactly(Role.ASSISTANT, Role.USER, Role.ASSISTANT);
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(result("a", "f", false, new Block.Text("{\"n\":1}")));
    }

    @Test
    void a_result_sent_twice_is_one_and_one_without_a_call_is_a_text() {
        // When
        Dialogue dialogue = read("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","id":"a"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","id":"a","response":{"output":"one"}}},
                  {"functionResponse":{"name":"f","id":"a","response":{"output":"one"}}},
                  {"functionResponse":{"name":"g","id":"b","response":{"output":"stray"}}}]}]}""");

        // Then
        assertThat(dialogue.messages().getLast().content())
                .containsExactly(result("a", "f", false, new Block.Text("one")), new Block.Text("stray"));
        assertThat(losses.codes()).containsExactly("result_repeated", "result_without_call");
    }

    @Test
    void ids_that_others_would_refuse_are_replaced_for_call_and_result_alike() {
        // Given
        String id = "x".repeat(65) + "/ü";

        // When
        Dialogue dialogue = read("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","id":"ID"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","id":"ID","response":{"output":"one"}}}]},
                 {"role":"model","parts":[{"functionCall":{"name":"f","id":"ID"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","id":"ID","response":{"output":"two"}}}]}]}
                """.replace("ID", id));

        // Then
        assertThat(dialogue.messages().get(1).content())
                .containsExactly(result("gemini_call_1", "f", false, new Block.Text("one")));
        assertThat(dialogue.messages().get(3).content())
                .containsExactly(result("gemini_call_2", "f", false, new Block.Text("two")));
    }

    @Test
    void images_inside_a_result_stay_inside_it() {
        assertThat(read("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","id":"a"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","id":"a","response":{"output":"see"},
                  "parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}}]}]}""").messages().getLast().content())
                .containsExactly(result(
                        "a",
                        "f",
                        false,
                        new Block.Text("see"),
                        new Block.Image(new Media("image/png", "AA==", null), CacheMark.NONE)));
    }

    @Test
    void names_that_others_would_refuse_get_plain_ones_and_keep_their_own_for_the_way_back() {
        // When
        Dialogue dialogue = read("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"mcp.read:file","id":"a"}}]}],
                 "tools":[{"functionDeclarations":[{"name":"mcp.read:file"},{"name":"mcp_read_file"}]}]}""");

        // Then
        assertThat(dialogue.tools())
                .extracting(Dialogue.Tool::name)
                .containsExactly("mcp_read_file", "mcp_read_file_1");
        assertThat(dialogue.names().of("mcp_read_file")).contains(new ToolNames.Origin("", "mcp.read:file", false));
        assertThat(dialogue.names().of("mcp_read_file_1")).contains(new ToolNames.Origin("", "mcp_read_file", false));
        assertThat(((Block.Call) dialogue.messages().getFirst().content().getFirst()).name())
                .isEqualTo("mcp_read_file");
    }

    @Test
    void open_api_schemas_become_json_schemas() {
        assertThat(read("""
                {"contents":[],"tools":[{"functionDeclarations":[{"name":"none"},{"name":"f","parameters":
                 {"type":"OBJECT","properties":{"list":{"type":"ARRAY","minItems":"1","items":{"type":"STRING",
                  "enum":["TYPE"]}},"n":{"type":"INTEGER","nullable":true}}}}]}]}""").tools())
                .extracting(tool -> Json.compact(tool.schema()))
                .containsExactly(
                        "{\"type\":\"object\",\"properties\":{}}",
                        "{\"type\":\"object\",\"properties\":{\"list\":{\"type\":\"array\",\"minItems\":1,\"items\":"
                                + "{\"type\":\"string\",\"enum\":[\"TYPE\"]}},\"n\":{\"type\":[\"integer\",\"null\"]}}}");
    }

    @Test
    void what_google_would_run_itself_is_denied() {
        // When
        Dialogue dialogue = read("""
                {"contents":[],"tools":[{"functionDeclarations":[{"name":"f"}]},{"googleSearch":{}},
                 {"code_execution":{}}]}""");

        // Then
        assertThat(dialogue.tools()).hasSize(1);
        assertThat(losses.codes())
                .containsExactly("hosted_tool_denied:google_search", "hosted_tool_denied:code_execution");
        assertThatThrownBy(() -> read("{\"contents\":[],\"tools\":[{\"googleSearch\":{},\"urlContext\":{}}]}"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("provider-side tools are denied in this experiment: google_search, url_context");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Unsaid[]",
                "{\"includeThoughts\":true} | Level[level=, visible=true]",
                "{\"thinkingBudget\":0} | Off[]",
                "{\"thinkingBudget\":-1} | Level[level=, visible=false]",
                "{\"thinkingBudget\":8192} | Budget[tokens=8192, visible=false]",
                "{\"thinkingLevel\":\"HIGH\",\"includeThoughts\":true} | Level[level=high, visible=true]",
                "{\"thinkingLevel\":\"THINKING_LEVEL_UNSPECIFIED\"} | Level[level=, visible=false]",
            })
    void effort_is_a_budget_or_a_level(String thinking, String effort) {
        assertThat(read("{\"contents\":[],\"generationConfig\":{\"thinkingConfig\":" + thinking + "}}")
                        .effort()
                        .toString())
                .isEqualTo(effort);
    }

    @Test
    void what_changes_the_meaning_and_cannot_be_carried_is_told() {
        // When
        read("""
                {"contents":[{"parts":[{"executableCode":{"code":"1"}},{"text":"go","thoughtSignature":"c2Vl"}]}],
                 "cachedContent":"cachedContents/1","safetySettings":[],"toolConfig":{"functionCallingConfig":
                 {"mode":"ANY","allowedFunctionNames":["f","g"]}},"tools":[{"functionDeclarations":[{"name":"f"},
                 {"name":"g"},{"name":"h"},{"name":"h"}]}],"generationConfig":{"candidateCount":1,
                 "presencePenalty":0.0,"frequency_penalty":0.5,"responseModalities":["TEXT"],"speechConfig":null}}""");

        // Then
        assertThat(losses.codes())
                .containsExactly(
                        "field:cached_content",
                        "field:safety_settings",
                        "tool_repeated",
                        "allowed_tools",
                        "part:executable_code",
                        "text_signature",
                        "field:frequency_penalty");
    }

    @Test
    void the_address_names_the_model() {
        Dialogue dialogue = read("{\"contents\":[]}").addressed("gemini-2.5-pro", true);
        assertThat(dialogue.model()).isEqualTo("gemini-2.5-pro");
        assertThat(dialogue.stream()).isTrue();
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("contents: a list is required");
    }

    @Test
    void chunks_of_an_answer_that_come_back_one_by_one_are_one_message() {
        // Given what the chats of Google's SDKs remember of a stream
        Dialogue read = read("""
                {"contents":[{"role":"user","parts":[{"text":"go"}]},
                 {"role":"model","parts":[{"text":""}]},
                 {"role":"model","parts":[{"text":"let me","thought":true}]},
                 {"role":"model","parts":[{"text":"I wi"}]},{"role":"model","parts":[{"text":"ll."}]},
                 {"role":"model","parts":[{"functionCall":{"id":"1","name":"f"}}]},
                 {"role":"model","parts":[{"functionCall":{"id":"2","name":"f"}}]},
                 {"role":"model","parts":[{"text":""}]},
                 {"role":"user","parts":[{"functionResponse":{"id":"1","name":"f","response":{"output":"x"}}},
                  {"functionResponse":{"id":"2","name":"f","response":{"output":"y"}}}]}]}""");

        // Then
        assertThat(read.messages()).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(read.messages().get(1).content())
                .containsExactly(
                        new Block.Text(""),
                        new Block.Thinking("let me", "", null),
                        new Block.Text("I will."),
                        new Block.Call("1", "f", "{}", "", null),
                        new Block.Call("2", "f", "{}", "", null));
    }
}
