package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Answer.Tally;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiAnswerTest {
    private static final int REQUEST_BYTES = 400;
    private static final TokenUsage USAGE = new TokenUsage(33, 200, 0, 90, 70);
    private static final List<String> CHUNKS = List.of("""
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Hm. é \\"}]","thought":true}]},"index":0}],\
            "usageMetadata":{"promptTokenCount":221,"thoughtsTokenCount":3,"totalTokenCount":224}}""", """
            {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"run","args":{"a":"{\\\\"}}},\
            {"functionCall":{"name":"read","args":{}}}]},"index":0}],\
            "usageMetadata":{"promptTokenCount":221,"candidatesTokenCount":12,"totalTokenCount":233}}""", """
            {"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP","index":0}],\
            "usageMetadata":{"promptTokenCount":221,"cachedContentTokenCount":200,"candidatesTokenCount":20,\
            "thoughtsTokenCount":70,"toolUsePromptTokenCount":12,"totalTokenCount":323,\
            "promptTokensDetails":[{"modality":"TEXT","tokenCount":200},{"modality":"IMAGE","tokenCount":21}]}}""");

    private static String events() {
        return "data: " + String.join("\r\n\r\ndata: ", CHUNKS) + "\r\n\r\n";
    }

    private static String array() {
        return "[" + String.join("\n,\r\n", CHUNKS) + "\n]\n";
    }

    private static NativePassage passage(Answer answer, boolean events) {
        String type = events ? "text/event-stream" : "application/json";
        return new NativePassage(answer, 200, new DefaultHttpHeaders().set("content-type", type), false);
    }

    private static Answer read(String stream, int splitAt, boolean events) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        Answer answer = Answer.in("gemini");
        var reader = passage(answer, events);
        byte[] head = Arrays.copyOf(bytes, splitAt);
        byte[] tail = Arrays.copyOfRange(bytes, splitAt, bytes.length);
        assertThat(reader.pass(head)).isEqualTo(head);
        assertThat(reader.pass(tail)).isEqualTo(tail);
        assertThat(reader.end()).isEmpty();
        return answer;
    }

    private static void assertRead(Answer answer) {
        assertThat(answer.tally(REQUEST_BYTES)).isEqualTo(new Tally(USAGE, "exact"));
        assertThat(answer.toolCalls()).containsExactly("run", "read");
        assertThat(answer.stopReason()).isEqualTo("STOP");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.unread()).isZero();
    }

    @Test
    void usage_is_the_same_wherever_a_stream_of_events_is_split() {
        for (int at = 0; at <= events().getBytes(StandardCharsets.UTF_8).length; at++) {
            assertRead(read(events(), at, true));
        }
    }

    @Test
    void usage_is_the_same_wherever_a_streamed_array_is_split() {
        for (int at = 0; at <= array().getBytes(StandardCharsets.UTF_8).length; at++) {
            assertRead(read(array(), at, false));
        }
    }

    @Test
    void the_content_of_an_array_is_seen_before_its_end() {
        // Given
        Answer answer = Answer.in("gemini");
        var reader = passage(answer, false);

        // When
        reader.pass(("[" + CHUNKS.getFirst()).getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(answer.content()).isTrue();
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void usage_may_come_after_the_reason_to_stop() {
        // Given
        String finish = "data: {\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}\n\n";
        String usage = "data: {\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":2}}\n\n";

        // When
        Answer early = read(finish, 0, true);
        Answer all = read(finish + usage, 0, true);

        // Then
        assertThat(early.complete()).isFalse();
        assertThat(early.stopReason()).isEqualTo("MAX_TOKENS");
        assertThat(all.complete()).isTrue();
        assertThat(all.tally(REQUEST_BYTES)).isEqualTo(new Tally(new TokenUsage(5, 0, 0, 2, 0), "exact"));
    }

    @Test
    void a_stream_that_breaks_off_leaves_the_last_usage_that_was_told() {
        Answer broken = read("data: " + CHUNKS.getFirst() + "\n\n", 7, true);
        assertThat(broken.complete()).isFalse();
        assertThat(broken.tally(REQUEST_BYTES)).isEqualTo(new Tally(new TokenUsage(221, 0, 0, 3, 3), "partial"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | {\"promptTokenCount\":5,\"candidatesTokenCount\":2,\"totalTokenCount\":7} | 5,0,2,0",
                "nothing but thoughts | {\"promptTokenCount\":5,\"thoughtsTokenCount\":9,\"totalTokenCount\":14} | 5,0,9,9",
                "all is cached | {\"promptTokenCount\":5,\"cachedContentTokenCount\":5,\"candidatesTokenCount\":1} | 0,5,1,0",
                "more cached than sent | {\"promptTokenCount\":5,\"cachedContentTokenCount\":9} | 0,5,0,0",
                "the provider's tools | {\"promptTokenCount\":5,\"cachedContentTokenCount\":4,"
                        + "\"toolUsePromptTokenCount\":7,\"candidatesTokenCount\":1,\"totalTokenCount\":13} | 8,4,1,0",
                "thoughts within | {\"promptTokenCount\":5,\"candidatesTokenCount\":9,\"thoughtsTokenCount\":4,"
                        + "\"totalTokenCount\":14} | 5,0,9,4",
                "thoughts apart | {\"promptTokenCount\":5,\"candidatesTokenCount\":9,\"thoughtsTokenCount\":4,"
                        + "\"totalTokenCount\":18} | 5,0,13,4",
                "modalities alone | {\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":3},"
                        + "{\"modality\":\"IMAGE\",\"tokenCount\":258}],\"cacheTokensDetails\":["
                        + "{\"modality\":\"TEXT\",\"tokenCount\":2}],\"candidatesTokensDetails\":["
                        + "{\"modality\":\"TEXT\",\"tokenCount\":6}]} | 259,2,6,0",
                "modalities beside the sum | {\"promptTokenCount\":261,\"promptTokensDetails\":["
                        + "{\"modality\":\"TEXT\",\"tokenCount\":3}],\"candidatesTokenCount\":1} | 261,0,1,0",
            })
    void buckets_are_disjoint(String what, String usage, String buckets) {
        // When
        Answer answer = Answer.in("gemini");
        answer.whole(("{\"usageMetadata\":" + usage + "}").getBytes(StandardCharsets.UTF_8));

        // Then
        long[] of = Arrays.stream(buckets.split(",")).mapToLong(Long::parseLong).toArray();
        TokenUsage counted = new TokenUsage(of[0], of[1], 0, of[2], of[3]);
        assertThat(answer.tally(REQUEST_BYTES)).as(what).isEqualTo(new Tally(counted, "exact"));
        if (answer.usageRaw().get("totalTokenCount") instanceof Number total) {
            assertThat(counted.total()).isEqualTo(total.longValue());
        }
    }

    @Test
    void the_usage_is_kept_as_it_was_told() {
        assertThat(read(events(), 0, true).usageRaw())
                .containsEntry("toolUsePromptTokenCount", 12L)
                .containsEntry(
                        "promptTokensDetails",
                        List.of(
                                Map.of("modality", "TEXT", "tokenCount", 200L),
                                Map.of("modality", "IMAGE", "tokenCount", 21L)));
    }

    @Test
    void a_count_is_a_count_of_input() {
        Answer answer = Answer.in("gemini");
        answer.whole("{\"totalTokens\":31,\"cachedContentTokenCount\":11}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.tally(REQUEST_BYTES)).isEqualTo(new Tally(new TokenUsage(20, 11, 0, 0, 0), "exact"));
    }

    @Test
    void a_prompt_that_is_blocked_ends_the_answer_with_its_reason() {
        Answer answer = read(
                "data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                        + "\"usageMetadata\":{\"promptTokenCount\":5,\"totalTokenCount\":5}}\n\n",
                0,
                true);
        assertThat(answer.stopReason()).isEqualTo("PROHIBITED_CONTENT");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.tally(REQUEST_BYTES)).isEqualTo(new Tally(new TokenUsage(5, 0, 0, 0, 0), "exact"));
    }

    @Test
    void an_error_is_the_providers_under_googles_own_name_in_either_framing() {
        String error = "{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}";
        var expected = new CallError("provider", "UNAVAILABLE", "busy");
        assertThat(read("data: " + error + "\n\n", 4, true).error()).contains(expected);
        assertThat(read("[" + error + "]", 4, false).error()).contains(expected);
        assertThat(read(error, 4, false).error()).contains(expected);
    }
}
