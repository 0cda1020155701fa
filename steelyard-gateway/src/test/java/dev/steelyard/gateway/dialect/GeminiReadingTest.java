package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiReadingTest {
    private static Prompt read(String body) {
        return Dialect.GEMINI.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static <S extends Segment> List<S> of(Prompt prompt, Class<S> kind) {
        return prompt.segments().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void what_gemini_cli_sends_has_its_task_its_calls_and_their_results() {
        // When
        Prompt prompt = Bodies.prompt(Dialect.GEMINI, "gemini-cli").addressed("gemini-2.5-pro", true);

        // Then
        assertThat(prompt.model()).isEqualTo("gemini-2.5-pro");
        assertThat(prompt.stream()).isTrue();
        assertThat(prompt.tools())
                .extracting(Segment.Tool::name)
                .contains("run_shell_command", "write_file")
                .doesNotContain("");
        assertThat(prompt.segments())
                .contains(new Segment.Words("Copy the greeting from input.txt into out/result.txt.", false))
                .contains(new Segment.Words("Looking at the input.", true));
        assertThat(of(prompt, Segment.Call.class))
                .extracting(Segment.Call::callId)
                .containsExactly("call_012345678912_1", "call_012345678912_2");
        assertThat(of(prompt, Segment.Result.class))
                .extracting(Segment.Result::callId)
                .containsExactly("call_012345678912_1", "call_012345678912_2");
        assertThat(of(prompt, Segment.Result.class).getFirst().text()).contains("hello\n{\"ok\":true}");
    }

    @Test
    void segments_come_in_the_order_of_the_rule_in_either_spelling() {
        // When
        Prompt prompt = read("""
                {"contents":[
                   {"role":"user","parts":[{"text":"go"},{"inlineData":{"mimeType":"image/png","data":"AA=="}}]},
                   {"role":"model","parts":[{"text":"hm","thought":true},
                     {"functionCall":{"name":"f","args":{"a":1}},"thoughtSignature":"s"}]},
                   {"parts":[{"functionResponse":{"name":"f","response":{"n":1},"parts":[{"inlineData":{}}]}}]}],
                 "system_instruction":{"parts":[{"text":"be brief"}]},
                 "tools":[{"function_declarations":[{"name":"f"}]},{"googleSearch":{}}],
                 "generation_config":{"max_output_tokens":7}}""");

        // Then
        assertThat(prompt.maxOutputTokens()).isEqualTo(7);
        assertThat(prompt.segments())
                .extracting(Segment::text)
                .containsExactly(
                        "{\"name\":\"f\"}",
                        "{\"googleSearch\":{}}",
                        "be brief",
                        "user",
                        "go",
                        "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA==\"}}",
                        "model",
                        "{\"text\":\"hm\",\"thought\":true}",
                        "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1}},\"thoughtSignature\":\"s\"}",
                        "{\"n\":1}\n{\"inlineData\":{}}");
        assertThat(prompt.segments().subList(6, 9)).allMatch(Segment::fromModel);
    }

    @Test
    void upper_case_types_are_json_schemas_types_even_beside_a_property_called_type() {
        // When
        Prompt prompt = read("""
                {"contents":[],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT",
                 "properties":{"type":{"type":"STRING"},"list":{"type":"ARRAY","items":{"type":"INTEGER"}},
                 "any":{"anyOf":[{"type":"BOOLEAN"}]}}}}]}]}""");

        // Then
        assertThat(String.valueOf(prompt.tools().getFirst().schema())).isEqualTo("""
                {"type":"object","properties":{"type":{"type":"string"},\
                "list":{"type":"array","items":{"type":"integer"}},"any":{"anyOf":[{"type":"boolean"}]}}}""");
    }

    @Test
    void results_without_ids_answer_the_first_open_call_of_their_function() {
        // When
        Prompt prompt = read("""
                {"contents":[
                   {"role":"model","parts":[{"functionCall":{"name":"f"}},{"functionCall":{"name":"g","id":"given"}},
                     {"functionCall":{"name":"f"}}]},
                   {"role":"function","parts":[{"functionResponse":{"name":"g","response":{"output":"two"}}},
                     {"functionResponse":{"name":"f","response":{"output":"one"}}},
                     {"functionResponse":{"name":"f","response":{"error":"three"}}}]}]}""");

        // Then
        assertThat(of(prompt, Segment.Call.class))
                .extracting(Segment.Call::callId)
                .containsExactly("f#1", "given", "f#2");
        assertThat(of(prompt, Segment.Result.class))
                .containsExactly(
                        new Segment.Result("given", "two"),
                        new Segment.Result("f#1", "one"),
                        new Segment.Result("f#2", "three"));
    }

    @Test
    void a_result_that_is_sent_twice_is_counted_twice_but_is_one_result() {
        // When
        Prompt prompt = read("""
                {"contents":[
                   {"role":"model","parts":[{"functionCall":{"name":"f","id":"a"}}]},
                   {"role":"user","parts":[{"functionResponse":{"name":"f","id":"a","response":{"output":"one"}}},
                     {"functionResponse":{"name":"f","id":"a","response":{"output":"one"}}}]},
                   {"role":"model","parts":[{"functionCall":{"name":"g"}}]},
                   {"role":"user","parts":[{"functionResponse":{"name":"g","response":{"output":"two"}}},
                     {"functionResponse":{"name":"g","response":{"output":"two"}}}]}]}""");

        // Then
        assertThat(of(prompt, Segment.Result.class))
                .containsExactly(new Segment.Result("a", "one"), new Segment.Result("g#1", "two"));
        assertThat(of(prompt, Segment.Other.class))
                .containsExactly(new Segment.Other("one", false), new Segment.Other("two", false));
    }

    @Test
    void a_side_call_names_its_schema_or_only_that_it_wants_json() {
        Prompt named = read("""
                {"contents":[],"generationConfig":{"responseMimeType":"application/json",
                 "responseSchema":{"type":"OBJECT"}}}""");
        Prompt unnamed = read("""
                {"contents":[],"generationConfig":{"responseMimeType":"application/json"}}""");
        Prompt prose = read("{\"contents\":[]}");

        assertThat(String.valueOf(named.outputSchema())).isEqualTo("{\"type\":\"object\"}");
        assertThat(String.valueOf(unnamed.outputSchema())).isEqualTo("{}");
        assertThat(prose.outputSchema()).isNull();
    }

    @Test
    void what_is_to_be_counted_may_be_wrapped() {
        assertThat(read("""
                {"generateContentRequest":{"model":"models/m","contents":[{"parts":[{"text":"go"}]}]}}""").segments()).containsExactly(new Segment.Words("go", false));
    }

    @Test
    void a_body_without_contents_is_refused_with_a_reason() {
        assertThatThrownBy(() -> read("{\"contents\":{}}"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("contents: a list is required");
    }
}
