package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRequestTest {
    private static LiveRequest of(String body, boolean usageOnRequest) {
        return LiveRequest.of(body.getBytes(StandardCharsets.UTF_8), rules("m/\"é", usageOnRequest));
    }

    private static NativeRules rules(String served, boolean usageOnRequest) {
        return new NativeRules("openai-chat", served, true, usageOnRequest, false, false, false, Set.of(), "");
    }

    private static String sent(String body, boolean usageOnRequest) {
        return new String(of(body, usageOnRequest).body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"%s\"}",
                "  { \"a\" : [ 1.0 , {\"model\":\"inner\"} ] ,\n\t\"model\" : \"%s\" , \"é\\u00e9\":\"\\/\" }\r\n",
                "{\"model\":\"%s\",\"model\":\"%s\"}",
                "\uFEFF{\"model\":\"%s\"}",
            })
    void only_the_top_level_models_value_changes(String body) {
        assertThat(sent(body.replace("%s", "old\\\"\\u0041é"), true)).isEqualTo(body.replace("%s", "m/\\\"é"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"a\",\"stream\":true} "
                        + "| {\"model\":\"m/\\\"é\",\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                "{\"stream_options\":{},\"stream\":true,\"model\":\"a\"} "
                        + "| {\"stream_options\":{\"include_usage\":true},\"stream\":true,\"model\":\"m/\\\"é\"}",
                "{\"stream_options\":{ \"x\":{\"include_usage\":true}},\"stream\":true,\"model\":\"a\"} "
                        + "| {\"stream_options\":{\"include_usage\":true, \"x\":{\"include_usage\":true}},"
                        + "\"stream\":true,\"model\":\"m/\\\"é\"}",
                "{\"stream_options\":{\"include_usage\": false },\"stream\":true,\"model\":\"a\"} "
                        + "| {\"stream_options\":{\"include_usage\": true },\"stream\":true,\"model\":\"m/\\\"é\"}",
                "{\"stream_options\": null,\"stream\":true,\"model\":\"a\"} "
                        + "| {\"stream_options\": {\"include_usage\":true},\"stream\":true,\"model\":\"m/\\\"é\"}",
            })
    void a_chat_stream_is_made_to_end_with_its_usage(String body, String expected) {
        assertThat(sent(body, true)).isEqualTo(expected);
        assertThat(of(body, true).usageAdded()).isTrue();
        assertThat(of(body, false).usageAdded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"a\"}",
                "{\"model\":\"a\",\"stream\":false}",
                "{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                "{\"model\":\"a\",\"stream\":true,\"stream_options\":7}",
                "{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":\"yes\"}}",
            })
    void nothing_is_added_where_it_is_there_already_or_would_not_help(String body) {
        assertThat(of(body, true).usageAdded()).isFalse();
        assertThat(sent(body, true)).isEqualTo(body.replace("\"a\"", "\"m/\\\"é\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"model\":1}",
                "{\"model\":\"a\"",
                "{\"model\":\"a\"}{}",
            })
    void a_body_whose_model_cannot_be_set_is_refused(String body) {
        assertThatThrownBy(() -> of(body, false)).isInstanceOf(BadRequest.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"model\":\"a\",\"max_tokens\":7}' | 7",
                "'{\"max_completion_tokens\":9,\"model\":\"a\",\"max_tokens\":7}' | 9",
                "'{\"model\":\"a\",\"max_output_tokens\":5}' | 5",
                "'{\"model\":\"a\",\"max_tokens\":-5}' | 0",
                "'{\"model\":\"a\",\"max_tokens\":1e99}' | 0",
                "'{\"model\":\"a\",\"max_tokens\":99999999999999999999}' | 0",
                "'{\"model\":\"a\",\"max_tokens\":{\"max_tokens\":3}}' | 0",
                "'{\"model\":\"a\"}' | 0"
            })
    void the_output_that_is_asked_for_is_known(String body, long tokens) {
        assertThat(of(body, false).askedOutput()).isEqualTo(tokens);
    }

    @Test
    void a_body_in_another_encoding_is_refused() {
        byte[] body = "{\"model\":\"a\"}".getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> LiveRequest.of(body, rules("m", false))).isInstanceOf(BadRequest.class);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code,true,true",
        "claude-code-title,true,false",
        "codex,true,true",
        "codex-unknown-model,true,true",
        "opencode-chat,true,true",
    })
    void what_real_agents_send_is_understood(String name, boolean stream, boolean tools) {
        LiveRequest request = LiveRequest.of(Bodies.bytes(name), rules("m", false));
        assertThat(request.stream()).isEqualTo(stream);
        assertThat(request.tools()).isEqualTo(tools);
        assertThat(request.model()).isEqualTo(Bodies.json(name).path("model").stringValue());
    }
}
