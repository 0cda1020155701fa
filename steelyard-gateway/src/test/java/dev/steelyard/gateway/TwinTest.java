package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One gateway in front of another that plays the provider: what the first reads off the wire must be what the second
/// knows that it said.
class TwinTest {
    private final House back = new House(Simulation.INSTANT);
    private final Door provider =
            back.door(new Run("ls -l", "I will look around — “carefully”."), new Say("All is well. ✓ ".repeat(40)));

    @AfterEach
    void close() {
        back.close();
    }

    private House front(String model) {
        return House.before(model, provider.baseUrl(), provider.key(), Patience.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-x,       /v1/messages?beta=true, claude-code",
        "anthropic/claude-x,       /v1/messages,           claude-code-title",
        "anthropic/claude-x,       /v1/messages,           opencode-anthropic",
        "openai/gpt-x,             /v1/chat/completions,   opencode-chat",
        "openai-compatible/a/b,    /v1/chat/completions,   opencode-chat",
        "openai/gpt-x,             /v1/responses,          opencode-responses",
        "openai/gpt-x,             /v1/responses,          codex",
    })
    void what_is_read_on_the_way_equals_what_was_said(String model, String path, String body) throws Exception {
        String streamed = new String(Bodies.bytes(body), StandardCharsets.UTF_8);
        try (House front = front(model)) {
            Door door = front.door();

            // When
            for (String sent : List.of(streamed, streamed.replaceFirst("\"stream\": *true", "\"stream\":false"))) {
                assertThat(front.post(door, path, sent).statusCode()).isEqualTo(200);
            }
            door.close();
            provider.close();

            // Then
            assertThat(front.records).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertSame(front.records.get(i), back.records.get(i), model);
            }
        }
    }

    private static void assertSame(CallRecord read, CallRecord said, String model) {
        assertThat(read.usage()).isEqualTo(said.usage());
        assertThat(read.usage().totalInput()).isPositive();
        assertThat(read.usageSource()).isEqualTo("exact");
        assertThat(read.toolCalls()).isEqualTo(said.toolCalls());
        assertThat(read.kind()).isEqualTo(said.kind());
        assertThat(read.stream()).isEqualTo(said.stream());
        assertThat(read.status()).isEqualTo(said.status());
        assertThat(read.error()).isNull();
        assertThat(read.attempts()).isEqualTo(1);
        assertThat(read.lane()).isEqualTo("native");
        assertThat(read.simulated()).isFalse();
        assertThat(read.upstreamDialect()).isEqualTo(read.ingressDialect()).isEqualTo(said.ingressDialect());
        assertThat(read.modelServed())
                .isEqualTo(said.modelRequested())
                .isEqualTo(model.substring(model.indexOf('/') + 1));
        assertThat(List.of(
                        read.receivedNs(),
                        stamp(read.sentNs()),
                        stamp(read.headersNs()),
                        stamp(read.firstByteNs()),
                        stamp(read.firstContentNs()),
                        stamp(read.lastByteNs()),
                        read.doneNs()))
                .isSorted();
    }

    private static long stamp(@org.jspecify.annotations.Nullable Long stamp) {
        return stamp == null ? -1 : stamp;
    }

    @Test
    void counting_passes_and_is_free() throws Exception {
        try (House front = front("anthropic/claude-x")) {
            Door door = front.door();

            // When
            var answer = front.post(door, "/v1/messages/count_tokens?beta=true", House.messages(false, "go"));
            CallRecord record = front.only(door);

            // Then
            assertThat(answer.body()).startsWith("{\"input_tokens\":");
            assertThat(record.kind()).isEqualTo(CallKind.COUNT);
            assertThat(record.usage().total()).isZero();
            assertThat(record.usageRaw()).containsOnlyKeys("input_tokens");
            assertThat(record.status()).isEqualTo(200);
        }
    }

    @Test
    void warming_up_asks_the_provider_nothing() {
        for (String model : List.of("anthropic/claude-x", "openai/gpt-x", "openai-compatible/x")) {
            try (House front = front(model)) {
                assertThat(front.gateway.warmUp()).isPositive();
                assertThat(front.records).isEmpty();
            }
        }
        provider.close();
        assertThat(back.records).isEmpty();
    }
}
