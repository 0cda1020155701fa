package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of a call when one of its two ends goes away or falls silent.
class UpstreamFailureTest {
    private static final String MODEL = "anthropic/claude-x";
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(150), Duration.ofMillis(150));
    private static final String START = """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

            """;
    private static final String PIECE = """
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"twelve chars"}}

            """;
    private static final String END = """
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

            data: {"type":"message_stop"}

            """;

    private static House before(String url, Patience patience) {
        return House.before(MODEL, url, "k", patience);
    }

    private static void send(java.io.OutputStream out, String event) throws IOException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        FakeProvider.chunk(out, bytes, 0, bytes.length);
    }

    private static void assertError(CallRecord record, String origin, String type) {
        assertThat(record.error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly(origin, type);
    }

    @Test
    void a_provider_that_cannot_be_reached_is_told_in_the_agents_dialect() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        try (House house = before("http://127.0.0.1:" + port, Patience.DEFAULT)) {
            Door door = house.door();
            var answer = house.post(door, "/v1/messages", House.messages(true, "go"));
            CallRecord record = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
            assertThat(answer.headers().firstValue("x-should-retry")).isEmpty();
            assertError(record, "network", "connect");
            assertThat(record.attempts()).isEqualTo(1);
            assertThat(record.sentNs()).isNull();
            assertThat(record.usage().total()).isZero();
        }
    }

    @Test
    void a_provider_that_says_nothing_is_given_up() throws Exception {
        try (var provider = new FakeProvider((_, _) -> Thread.sleep(60_000));
                House house = before(provider.url(), SHORT)) {
            Door door = house.door();
            var answer = house.post(door, "/v1/messages", House.messages(true, "go"));
            CallRecord record = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(504);
            assertError(record, "network", "head_timeout");
            assertThat(record.usageSource()).isEqualTo("estimated");
            assertThat(record.freshInputTokens()).isPositive();
            assertThat(record.outputTokens()).isZero();
        }
    }

    @Test
    void a_stream_that_falls_silent_is_cut() throws Exception {
        assertCut(
                (_, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START + PIECE);
                    Thread.sleep(60_000);
                },
                "idle_timeout");
    }

    @Test
    void a_stream_that_is_reset_is_cut() throws Exception {
        assertCut(
                (socket, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START + PIECE);
                    Thread.sleep(50);
                    socket.setSoLinger(true, 0);
                    socket.close();
                },
                "reset");
    }

    private static void assertCut(FakeProvider.Reply reply, String type) throws Exception {
        try (var provider = new FakeProvider(reply);
                House house = before(provider.url(), SHORT)) {
            Door door = house.door();
            assertThatThrownBy(() -> house.post(door, "/v1/messages", House.messages(true, "go")))
                    .isInstanceOf(IOException.class);
            CallRecord record = house.only(door);

            assertError(record, "network", type);
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.usageSource()).isEqualTo("partial");
            assertThat(record.freshInputTokens()).isEqualTo(10);
            assertThat(record.outputTokens()).isEqualTo(3);
            assertThat(record.firstContentNs()).isNotNull();
            assertThat(record.lastByteNs()).isNull();
        }
    }

    @Test
    void a_stream_that_ends_too_early_is_recorded_as_such() throws Exception {
        try (var provider =
                        new FakeProvider(FakeProvider.streaming((START + PIECE).getBytes(StandardCharsets.UTF_8), 20));
                House house = before(provider.url(), Patience.DEFAULT)) {
            Door door = house.door();
            var answer = house.post(door, "/v1/messages", House.messages(true, "go"));
            assertThat(answer.body()).isEqualTo(START + PIECE);
            assertError(house.only(door), "network", "truncated");
        }
    }

    @Test
    void a_connection_that_breaks_after_the_last_event_does_no_harm() throws Exception {
        try (var provider = new FakeProvider((socket, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START + PIECE + END);
                    socket.close();
                });
                House house = before(provider.url(), Patience.DEFAULT)) {
            Door door = house.door();
            var answer = house.post(door, "/v1/messages", House.messages(true, "go"));
            CallRecord record = house.only(door);
            assertThat(answer.body()).isEqualTo(START + PIECE + END);
            assertThat(record.error()).isNull();
            assertThat(record.usageSource()).isEqualTo("exact");
        }
    }

    private static Socket request(House house, Door door) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port());
        String body = House.messages(true, "go");
        String head = "POST " + URI.create(door.baseUrl()).getPath() + "/v1/messages HTTP/1.1\r\nx-api-key: "
                + door.key() + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void readUntil(BufferedReader reader, String part) throws IOException {
        String line = "";
        while (!line.contains(part)) {
            line = Objects.requireNonNull(reader.readLine(), "the connection ended early");
        }
    }

    @Test
    void a_client_that_goes_away_stops_the_provider_at_once() throws Exception {
        var provider = new java.util.concurrent.atomic.AtomicReference<FakeProvider>();
        try (var fake = new FakeProvider((socket, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START + PIECE);
                    provider.get().awaitHangUp(socket);
                });
                House house = before(fake.url(), Patience.DEFAULT)) {
            provider.set(fake);
            Door door = house.door();

            // When
            try (Socket socket = request(house, door)) {
                readUntil(reader(socket), "text_delta");
            }
            long gone = System.nanoTime();
            while (fake.hangUpsNs.isEmpty() && System.nanoTime() - gone < 5_000_000_000L) {
                Thread.onSpinWait();
            }
            CallRecord record = house.only(door);

            // Then
            assertThat(fake.hangUpsNs.getFirst() - gone).isLessThan(100_000_000L);
            assertError(record, "client", "aborted");
            assertThat(record.usageSource()).isEqualTo("partial");
            assertThat(record.outputTokens()).isEqualTo(3);
        }
    }

    @Test
    void a_client_that_leaves_after_the_last_event_has_its_whole_answer() throws Exception {
        try (var provider = new FakeProvider((_, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    send(out, START + PIECE + END);
                    Thread.sleep(60_000);
                });
                House house = before(provider.url(), Patience.DEFAULT)) {
            Door door = house.door();
            try (Socket socket = request(house, door)) {
                readUntil(reader(socket), "message_stop");
                assertThat(door.activity().usage().total()).isEqualTo(19);
            }
            while (house.records.isEmpty()) {
                Thread.onSpinWait();
            }
            CallRecord record = house.only(door);
            assertThat(record.error()).isNull();
            assertThat(record.usageSource()).isEqualTo("exact");
            assertThat(record.lastByteNs()).isNotNull();
        }
    }

    @Test
    void events_are_passed_one_by_one() throws Exception {
        try (var provider = new FakeProvider((_, out) -> {
                    out.write(FakeProvider.STREAM_HEAD);
                    for (int i = 0; i < 5; i++) {
                        send(out, PIECE);
                        Thread.sleep(60);
                    }
                    send(out, END);
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                });
                House house = before(provider.url(), Patience.DEFAULT)) {
            Door door = house.door();
            List<Long> arrivals = new ArrayList<>();
            try (Socket socket = request(house, door)) {
                BufferedReader reader = reader(socket);
                for (int i = 0; i < 5; i++) {
                    readUntil(reader, "text_delta");
                    arrivals.add(System.nanoTime());
                }
                readUntil(reader, "message_stop");
            }
            for (int i = 1; i < 5; i++) {
                assertThat(arrivals.get(i) - arrivals.get(i - 1)).isGreaterThan(30_000_000L);
            }
        }
    }
}
