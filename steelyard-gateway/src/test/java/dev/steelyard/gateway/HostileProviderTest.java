package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider that does not end, or sends more than anybody asked for, ends one call and stalls no other.
@Timeout(120)
class HostileProviderTest {
    private static final String MESSAGES = "/v1/messages";
    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM = """
            {"model":"m","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"go"}]}""";
    private static final int MEGABYTE = 1 << 20;
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(300));
    private static final String START = """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

            """;
    private static final String BLOCK = """
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            """;
    private static final String END = """
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

            data: {"type":"message_stop"}

            """;

    private static void send(OutputStream out, String events) throws IOException {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        FakeProvider.chunk(out, bytes, 0, bytes.length);
    }

    private static CallRecord attacked(String path, FakeProvider.Reply reply) throws Exception {
        var stage = new Bystander.Stage((_, socket, out) -> reply.to(socket, out));
        try (var provider = FakeProvider.playing(stage);
                House house = House.before("anthropic/claude-x", provider.url(), "k", SHORT);
                House calm = House.before("anthropic/claude-x", provider.url(), "k", Patience.DEFAULT);
                Bystander bystander = stage.enter(calm)) {
            Door door = house.door();
            bystander.during(() -> {
                try (Raw raw = Raw.to(house)) {
                    raw.send(Raw.request(door, path, STREAM));
                    assertThat(raw.line()).startsWith("HTTP/1.1 ");
                    Thread.startVirtualThread(raw::drain);
                    awaitRecord(house);
                }
            });
            return house.only(door);
        }
    }

    private static void awaitRecord(House house) throws InterruptedException {
        while (house.records.isEmpty()) {
            Thread.sleep(1);
        }
    }

    private static void assertError(CallRecord record, String origin, String type) {
        assertThat(record.error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly(origin, type);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void heads_that_never_end_are_cut_off_by_size() throws Exception {
        assertError(
                attacked(MESSAGES, (_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        write(out, "x-flood: water\r\n".repeat(100));
                    }
                }),
                "network",
                "bad_response");
    }

    @Test
    void heads_that_drip_are_cut_off_by_time() throws Exception {
        assertError(
                attacked(MESSAGES, (_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        write(out, "a");
                        Thread.sleep(5);
                    }
                }),
                "network",
                "head_timeout");
    }

    @Test
    void informational_answers_without_end_are_no_answer() throws Exception {
        assertError(
                attacked(MESSAGES, (_, out) -> {
                    while (true) {
                        write(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
                        Thread.sleep(5);
                    }
                }),
                "network",
                "head_timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void a_line_without_end_ends_the_call(String path) throws Exception {
        CallRecord record = attacked(path, (_, out) -> {
            out.write(FakeProvider.STREAM_HEAD);
            send(out, START + BLOCK + "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"");
            while (true) {
                send(out, "x".repeat(MEGABYTE));
            }
        });
        assertError(record, "provider", "too_large");
        assertThat(record.freshInputTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void an_answer_without_end_ends_the_call(String path) throws Exception {
        assertError(
                attacked(path, (_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    send(out, "{\"content\":\"");
                    while (true) {
                        send(out, "x".repeat(MEGABYTE));
                    }
                }),
                "provider",
                "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void deep_events_and_bytes_that_are_no_text_are_passed_over(String path) throws Exception {
        String deep = "data: " + "{\"type\":".repeat(100_000) + "\n\n";
        CallRecord record = attacked(path, (_, out) -> {
            out.write(FakeProvider.STREAM_HEAD);
            send(out, START + BLOCK);
            byte[] bad = "data: {\"type\":\"\u00ff\"}\n\n".getBytes(StandardCharsets.ISO_8859_1);
            FakeProvider.chunk(out, bad, 0, bad.length);
            send(out, deep + END);
            write(out, "0\r\n\r\n");
        });
        assertThat(record.usageSource()).isEqualTo("exact");
        assertThat(record.freshInputTokens()).isEqualTo(10);
        assertThat(record.outputTokens()).isEqualTo(9);
        assertThat(record.lossy()).contains("unread");
    }

    @Test
    void a_compressed_answer_passes_as_it_is() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[MEGABYTE]);
            }
        }
        String headers = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
        try (var provider = new FakeProvider(FakeProvider.answering(200, headers, packed.toByteArray()));
                House house = House.before("anthropic/claude-x", provider.url(), "k", SHORT);
                var client = java.net.http.HttpClient.newHttpClient()) {
            Door door = house.door();
            HttpResponse<byte[]> answer = client.send(
                    house.request(door.baseUrl() + MESSAGES)
                            .header("x-api-key", door.key())
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(House.messages(false, "go")))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(Arrays.equals(answer.body(), packed.toByteArray())).isTrue();
            assertThat(house.only(door).lossy()).contains("unread");
        }
    }

    private static String piece() {
        return "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + "x".repeat(1000) + "\"}}\n\n";
    }

    /// Waits until nothing more is taken for a while.
    private static long whenStill(AtomicLong sent) throws InterruptedException {
        int still = 0;
        long before = -1;
        for (int turns = 0; still < 30; turns++) {
            assertThat(turns).isLessThan(3000);
            Thread.sleep(10);
            still = sent.get() > 0 && sent.get() == before ? still + 1 : 0;
            before = sent.get();
        }
        return before;
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void a_client_that_reads_slowly_slows_the_provider_down(String path) throws Exception {
        long all = 64L * MEGABYTE;
        String burst = piece().repeat(64);
        var sent = new AtomicLong();
        var stage = new Bystander.Stage((_, _, out) -> {
            out.write(FakeProvider.STREAM_HEAD);
            send(out, START + BLOCK);
            while (sent.get() < all) {
                send(out, burst);
                sent.addAndGet(burst.length());
            }
            send(out, END);
            write(out, "0\r\n\r\n");
        });
        try (var provider = FakeProvider.playing(stage);
                House house = House.before("anthropic/claude-x", provider.url(), "k", Patience.DEFAULT);
                Bystander bystander = stage.enter(house)) {
            Door door = house.door();
            bystander.during(() -> {
                try (Raw raw = Raw.to(house, 64 << 10)) {
                    raw.send(Raw.request(door, path, STREAM));

                    // The kernel's buffers take some megabytes, the gateway almost nothing.
                    assertThat(whenStill(sent)).isLessThan(all / 3);

                    raw.readUntil(path.equals(CHAT) ? "[DONE]" : "message_stop");
                }
            });
            CallRecord record = house.only(door);
            assertThat(sent.get()).isGreaterThanOrEqualTo(all);
            assertThat(record.error()).isNull();
            assertThat(record.usageSource()).isEqualTo("exact");
            assertThat(record.responseBytes()).isGreaterThan(all);
        }
    }

    @Test
    void a_client_that_reads_no_more_is_given_up() throws Exception {
        String burst = piece().repeat(64);
        try (var provider = new FakeProvider((_, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START);
                    while (true) {
                        send(out, burst);
                    }
                });
                House house = House.before(
                        "anthropic/claude-x", provider.url(), "k", SHORT, RetryPolicy.NEVER, Courtesy.DEFAULT);
                Raw raw = Raw.to(house, 64 << 10)) {
            Door door = house.door();
            raw.send(Raw.request(door, MESSAGES, STREAM));
            awaitRecord(house);
            assertError(house.only(door), "client", "stalled");
        }
    }
}
