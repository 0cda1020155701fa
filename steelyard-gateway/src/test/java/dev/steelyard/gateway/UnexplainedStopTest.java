package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.model.CallRecord;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A client of Anthropic's dialect before servers of Chat Completions that do not say why they stop.
class UnexplainedStopTest {
    private static final String CALL = """
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"Bash",\
            "arguments":"{}"}}]}}]}

            """;

    private record Told(String body, CallRecord record) {}

    private static Told told(String stream) throws Exception {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        try (var provider = new FakeProvider(FakeProvider.streaming(bytes, bytes.length));
                var house = House.before("openai-compatible/any", provider.url(), "key", Patience.DEFAULT)) {
            Door door = house.door();
            String body =
                    house.post(door, "/v1/messages", House.messages(true, "go")).body();
            return new Told(body, house.only(door));
        }
    }

    @Test
    void a_stream_that_is_done_without_saying_why_stopped_for_its_calls() throws Exception {
        // When
        Told told = told(CALL + "data: [DONE]\n\n");

        // Then
        assertThat(told.body()).contains("\"stop_reason\":\"tool_use\"", "message_stop");
        assertThat(told.record().error()).isNull();
    }

    @Test
    void a_stream_that_ends_without_being_done_has_broken_off_however_whole_its_calls_look() throws Exception {
        // When
        Told told = told(CALL);

        // Then
        assertThat(told.body()).contains("event: error").doesNotContain("stop_reason\":\"tool_use", "message_stop");
        assertThat(Objects.requireNonNull(told.record().error()).type()).isEqualTo("truncated");
    }
}
