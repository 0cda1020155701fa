package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
    static Stream<Arguments> agents() {
        return Stream.of(
                Arguments.of(Dialect.ANTHROPIC_MESSAGES, "claude-code"),
                Arguments.of(Dialect.ANTHROPIC_MESSAGES, "opencode-anthropic"),
                Arguments.of(Dialect.OPENAI_CHAT, "opencode-chat"),
                Arguments.of(Dialect.OPENAI_RESPONSES, "opencode-responses"),
                Arguments.of(Dialect.OPENAI_RESPONSES, "codex"),
                Arguments.of(Dialect.OPENAI_RESPONSES, "codex-unknown-model"));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void what_an_agent_sends_has_its_task_its_calls_and_their_results(Dialect dialect, String body) {
        // When
        Prompt prompt = Bodies.prompt(dialect, body);

        // Then
        assertThat(prompt.stream()).isTrue();
        assertThat(prompt.usageInStream()).isTrue();
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
    void system_messages_may_stand_between_the_others() {
        // When
        Prompt prompt = Bodies.prompt(Dialect.ANTHROPIC_MESSAGES, "claude-code");

        // Then
        assertThat(prompt.segments())
                .containsSubsequence(
                        new Segment.Speaker("system"),
                        new Segment.Words("Available agent types for the Agent tool: general", false));
    }

    @Test
    void a_side_call_names_the_schema_its_text_must_fit() {
        // When
        Prompt prompt = Bodies.prompt(Dialect.ANTHROPIC_MESSAGES, "claude-code-title");

        // Then
        assertThat(prompt.tools()).isEmpty();
        assertThat(prompt.outputSchema()).isNotNull();
        assertThat(String.valueOf(prompt.outputSchema())).contains("title");
    }

    @Test
    void tools_without_json_arguments_are_read_but_have_no_schema() {
        // When
        Prompt codex = Bodies.prompt(Dialect.OPENAI_RESPONSES, "codex");
        Prompt namespaced = Bodies.prompt(Dialect.OPENAI_RESPONSES, "codex-unknown-model");

        // Then
        assertThat(codex.tools())
                .filteredOn(tool -> tool.schema() == null)
                .extracting(Segment.Tool::name)
                .containsExactly("apply_patch", "");
        assertThat(namespaced.tools())
                .filteredOn(tool -> tool.schema() == null)
                .extracting(Segment.Tool::name)
                .containsExactly("multi_agent_v1");
    }

    @Test
    void segments_come_in_the_order_of_the_rule_whatever_the_order_of_the_keys() {
        // Given
        String body = """
                {"messages":[{"role":"user","content":[{"type":"text","text":"a/b"},{"type":"image","n": 1.50}]},
                             {"role":"user","content":[{"type":"tool_result","tool_use_id":"x",
                               "content":[{"type":"text","text":"one"},{"type":"image"}]}]}],
                 "system":"be brief", "tools":[{"name":"Bash", "cache_control":{}, "input_schema":{}}], "model":"m"}""";

        // When
        Prompt prompt = Dialect.ANTHROPIC_MESSAGES.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(prompt.segments())
                .extracting(Segment::text)
                .containsExactly(
                        "{\"name\":\"Bash\",\"input_schema\":{}}",
                        "be brief",
                        "user",
                        "a/b",
                        "{\"type\":\"image\",\"n\":1.5}",
                        "user",
                        "one\n{\"type\":\"image\"}");
    }

    @Test
    void tools_that_arrive_as_items_are_tools() {
        // Given
        String body = """
                {"model":"m","input":[{"type":"additional_tools","tools":[{"type":"function","name":"shell",
                 "parameters":{"type":"object"}}]},{"type":"reasoning","encrypted_content":"x"},
                 {"type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"p"},
                 {"type":"custom_tool_call_output","call_id":"c1","output":"done"}]}""";

        // When
        Prompt prompt = Dialect.OPENAI_RESPONSES.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(prompt.tools()).extracting(Segment.Tool::name).containsExactly("shell");
        assertThat(of(prompt, Segment.Call.class))
                .extracting(Segment.Call::name)
                .containsExactly("apply_patch");
        assertThat(of(prompt, Segment.Result.class))
                .extracting(Segment.Result::text)
                .containsExactly("done");
    }

    @Test
    void what_cannot_be_answered_is_refused_with_a_reason() {
        assertRefused(Dialect.ANTHROPIC_MESSAGES, "{\"model\":\"m\"}", "messages: a list is required");
        assertRefused(Dialect.OPENAI_CHAT, "{\"messages\":[]}", "model: a string is required");
        assertRefused(Dialect.OPENAI_RESPONSES, "{\"model\":\"m\"}", "input: a string or a list is required");
        assertRefused(Dialect.OPENAI_CHAT, "[1]", "not a JSON object");
        assertRefused(Dialect.OPENAI_CHAT, "{\"a\":", "not JSON");
        assertRefused(Dialect.OPENAI_CHAT, "", "not a JSON object");
        assertRefused(
                Dialect.OPENAI_RESPONSES,
                "{\"model\":\"m\",\"input\":\"x\",\"previous_response_id\":\"resp_1\"}",
                "send the whole input");
    }

    private static void assertRefused(Dialect dialect, String body, String reason) {
        assertThatThrownBy(() -> dialect.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(reason);
    }

    private static <S extends Segment> List<S> of(Prompt prompt, Class<S> kind) {
        return prompt.segments().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
