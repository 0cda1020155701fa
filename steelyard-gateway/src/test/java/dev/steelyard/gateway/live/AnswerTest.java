package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Answer.Tally;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final int REQUEST_BYTES = 400;

    private static final String ANTHROPIC = """
            event: message_start
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"cache_read_input_tokens":200,\
            "cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4},"output_tokens":1}}}

            event: ping
            data: {"type":"ping"}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm. é"}}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"Bash","input":{}}}

            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"input_tokens":11,\
            "output_tokens":90,"output_tokens_details":{"thinking_tokens":70}}}

            data: {"type":"message_stop"}

            """;
    private static final String CHAT = """
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"bash"}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"bash",\
            "arguments":"{}"}},{"index":1,"function":{"name":"read"}}]}}],"usage":{"prompt_tokens":1}}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"choices":[],"usage":{"prompt_tokens":221,"completion_tokens":90,\
            "prompt_tokens_details":{"cached_tokens":200,"cache_write_tokens":10},\
            "completion_tokens_details":{"reasoning_tokens":70}}}

            data: [DONE]

            """;
    private static final String RESPONSES = """
            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{"type":"function_call","name":"shell"}}

            data: {"type":"response.output_item.added","item":{"type":"web_search_call"}}

            data: {"type":"response.output_text.delta","delta":"é"}

            data: {"type":"response.incomplete","response":{"status":"incomplete","error":null,\
            "incomplete_details":{"reason":"max_output_tokens"},"usage":{"input_tokens":221,"output_tokens":90,\
            "input_tokens_details":{"cached_tokens":200,"cache_write_tokens":10},\
            "output_tokens_details":{"reasoning_tokens":70}}}}

            """;

    private static Answer read(String dialect, byte[] stream, int splitAt) {
        Answer answer = Answer.in(dialect);
        var reader = new NativePassage(
                answer, 200, new DefaultHttpHeaders().set("content-type", "text/event-stream"), false);
        var passed = new ByteArrayOutputStream();
        passed.writeBytes(reader.pass(Arrays.copyOf(stream, splitAt)));
        passed.writeBytes(reader.pass(Arrays.copyOfRange(stream, splitAt, stream.length)));
        passed.writeBytes(reader.end());
        assertThat(passed.toByteArray()).isEqualTo(stream);
        return answer;
    }

    private static void assertEverySplit(
            String dialect, String stream, TokenUsage usage, String stop, String... tools) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            Answer answer = read(dialect, bytes, at);
            assertThat(answer.tally(REQUEST_BYTES)).isEqualTo(new Tally(usage, "exact"));
            assertThat(answer.toolCalls()).containsExactly(tools);
            assertThat(answer.stopReason()).isEqualTo(stop);
            assertThat(answer.complete()).isTrue();
            assertThat(answer.unread()).isZero();
        }
    }

    @Test
    void usage_is_the_same_wherever_a_stream_is_split() {
        assertEverySplit("anthropic-messages", ANTHROPIC, new TokenUsage(11, 200, 7, 4, 90, 70), "tool_use", "Bash");
        assertEverySplit("openai-chat", CHAT, new TokenUsage(11, 200, 10, 90, 70), "tool_calls", "bash", "read");
        assertEverySplit(
                "openai-responses",
                RESPONSES,
                new TokenUsage(11, 200, 10, 90, 70),
                "max_output_tokens",
                "shell",
                "web_search_call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic-messages | {\"input_tokens\":5,\"output_tokens\":2} | 5,0,0,2,0",
                "anthropic-messages | {\"input_tokens\":0,\"cache_creation_input_tokens\":8,\"output_tokens\":2,"
                        + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":8}} | 0,0,8,2,0,8",
                "openai-chat | {\"prompt_tokens\":5,\"completion_tokens\":2} | 5,0,0,2,0",
                "openai-chat | {\"prompt_tokens\":5,\"prompt_cache_hit_tokens\":4,\"completion_tokens\":2} | 1,4,0,2,0",
                "openai-chat | {\"prompt_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":9},"
                        + "\"completion_tokens\":2} | 0,9,0,2,0",
                "openai-chat | {\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":10,"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":3}} | 5,0,0,5,3",
                "openai-responses | {\"input_tokens\":5,\"output_tokens\":2,\"total_tokens\":7,"
                        + "\"output_tokens_details\":{\"reasoning_tokens\":2}} | 5,0,0,2,2",
            })
    void buckets_are_disjoint_by_each_dialects_rule(String dialect, String usage, String buckets) {
        Answer answer = Answer.in(dialect);
        answer.whole(("{\"usage\":" + usage + "}").getBytes(StandardCharsets.UTF_8));
        long[] counts =
                Arrays.stream(buckets.split(",")).mapToLong(Long::parseLong).toArray();
        long hour = counts.length > 5 ? counts[5] : 0;
        assertThat(answer.tally(REQUEST_BYTES))
                .isEqualTo(new Tally(
                        new TokenUsage(counts[0], counts[1], counts[2], hour, counts[3], counts[4]), "exact"));
    }

    @Test
    void a_stream_that_breaks_off_leaves_what_is_known_and_an_estimate_of_the_rest() {
        String start = ANTHROPIC.substring(0, ANTHROPIC.indexOf("data: {\"type\":\"message_delta"));
        assertThat(read("anthropic-messages", start.getBytes(StandardCharsets.UTF_8), 9)
                        .tally(REQUEST_BYTES))
                .isEqualTo(new Tally(new TokenUsage(10, 200, 7, 4, 2, 0), "partial"));
        assertThat(read(
                                "openai-responses",
                                "data: {\"type\":\"response.output_text.delta\",\"delta\":\"twelve chars\"}\n\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                0)
                        .tally(REQUEST_BYTES))
                .isEqualTo(new Tally(new TokenUsage(100, 0, 0, 3, 0), "estimated"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic-messages | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}",
                "openai-chat | {\"error\":{\"code\":\"overloaded_error\",\"message\":\"busy\"}}",
                "openai-responses | {\"type\":\"response.failed\",\"response\":{\"error\":"
                        + "{\"code\":\"overloaded_error\",\"message\":\"busy\"}}}",
                "openai-responses | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}",
            })
    void a_failure_in_mid_stream_is_the_providers(String dialect, String event) {
        Answer answer = read(dialect, ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8), 3);
        assertThat(answer.error()).contains(new CallError("provider", "overloaded_error", "busy"));
    }

    @Test
    void what_cannot_be_read_passes_and_is_counted() {
        Answer answer = read("openai-chat", "data: {\"choices\n\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8), 5);
        assertThat(answer.unread()).isEqualTo(2);
    }
}
