package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.UpstreamTry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Providers that do not answer at first.
class RetryTest {
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofSeconds(2));
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String ANSWER = "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi.\"}],"
            + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}";
    private static final String BUSY =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

    private static FakeProvider.Reply answer(int status, String headers, String body) {
        return FakeProvider.answering(status, JSON + headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static FakeProvider.Reply busy(int status, String headers) {
        return answer(status, "request-id: req_busy\r\n" + headers, BUSY);
    }

    /// One after the other; the last for all that follow.
    private static FakeProvider.Reply inTurn(FakeProvider.Reply... replies) {
        var next = new AtomicInteger();
        return (socket, out) -> replies[Math.min(next.getAndIncrement(), replies.length - 1)].to(socket, out);
    }

    private static House before(FakeProvider provider, RetryPolicy policy) {
        return before(provider.url(), policy);
    }

    private static House before(String url, RetryPolicy policy) {
        return House.before(
                "anthropic/m",
                Map.of("ANTHROPIC_BASE_URL", url, "ANTHROPIC_API_KEY", "key-of-the-experiment"),
                policy,
                HostedToolRule.DENY);
    }

    static Stream<String> wishes() {
        String past = ZonedDateTime.now(ZoneOffset.UTC).minusHours(1).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        return Stream.of("retry-after: 0\r\n", "retry-after-ms: 5\r\n", "retry-after: " + past + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void a_busy_provider_is_asked_again_when_it_wants_to_be(String wish) throws Exception {
        try (var provider = new FakeProvider(inTurn(busy(429, wish), busy(529, wish), answer(200, "", ANSWER)));
                House house = before(provider, THREE)) {
            Door door = house.door();
            HttpResponse<String> answer = house.post(door, "/v1/messages", House.messages(false, "go"));
            CallRecord record = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(ANSWER);
            assertThat(provider.requests).hasSize(3);
            assertThat(provider.requests.get(2).body())
                    .isEqualTo(provider.requests.get(0).body());
            assertThat(record.attempts()).isEqualTo(3);
            assertThat(record.error()).isNull();
            assertThat(record.tries()).extracting(UpstreamTry::status).containsExactly(429, 529, 200);
            assertThat(record.tries().getFirst().requestId()).isEqualTo("req_busy");
            assertThat(java.util.Objects.requireNonNull(
                                    record.tries().getFirst().error())
                            .type())
                    .isEqualTo("http_429");
            assertThat(record.tries().getLast().error()).isNull();
            assertSums(record);
        }
    }

    private static void assertSums(CallRecord record) {
        TokenUsage sum = record.tries().stream().map(UpstreamTry::usage).reduce(TokenUsage.ZERO, TokenUsage::plus);
        assertThat(sum).isEqualTo(record.usage());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 529})
    void who_stays_busy_is_passed_on_with_his_headers(int status) throws Exception {
        String wish = "retry-after-ms: 1\r\nanthropic-ratelimit-requests-remaining: 0\r\n";
        try (var provider = new FakeProvider(busy(status, wish));
                House house = before(provider, THREE)) {
            Door door = house.door();
            HttpResponse<String> answer = house.post(door, "/v1/messages", House.messages(true, "go"));
            CallRecord record = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(BUSY);
            assertThat(answer.headers().firstValue("retry-after-ms")).contains("1");
            assertThat(answer.headers().firstValue("anthropic-ratelimit-requests-remaining"))
                    .contains("0");
            assertThat(record.tries())
                    .hasSize(3)
                    .allSatisfy(one -> assertThat(one.error()).isNotNull());
            assertThat(record.tries().getLast().error()).isEqualTo(record.error());
            assertThat(record.usage().total()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-after: 3\r\n", "retry-after-ms: 2001\r\n", "x-should-retry: false\r\n"})
    void who_asks_for_too_long_or_for_nothing_more_is_passed_on_at_once(String wish) throws Exception {
        try (var provider = new FakeProvider(busy(429, wish));
                House house = before(provider, THREE)) {
            Door door = house.door();
            HttpResponse<String> answer = house.post(door, "/v1/messages", House.messages(false, "go"));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().map()).containsKey(wish.substring(0, wish.indexOf(':')));
            assertThat(house.only(door).attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void what_another_try_cannot_mend_is_tried_once(int status) throws Exception {
        try (var provider = new FakeProvider(busy(status, ""));
                House house = before(provider, THREE)) {
            Door door = house.door();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .statusCode())
                    .isEqualTo(status);
            assertThat(house.only(door).attempts()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_cannot_be_made_is_tried_again() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        try (House house = before("http://127.0.0.1:" + port, new RetryPolicy(2, Duration.ofSeconds(2)))) {
            Door door = house.door();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .statusCode())
                    .isEqualTo(502);
            CallRecord record = house.only(door);
            assertThat(record.tries())
                    .extracting(
                            one -> java.util.Objects.requireNonNull(one.error()).type())
                    .containsExactly("connect", "connect");
            assertThat(record.usage().total()).isZero();
        }
    }

    private static final FakeProvider.Reply RESET = (socket, _) -> {
        socket.setSoLinger(true, 0);
        socket.close();
    };

    @Test
    void a_reset_before_the_head_is_tried_again() throws Exception {
        try (var provider = new FakeProvider(inTurn(RESET, answer(200, "", ANSWER)));
                House house = before(provider, THREE)) {
            Door door = house.door();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .body())
                    .isEqualTo(ANSWER);
            CallRecord record = house.only(door);
            assertThat(java.util.Objects.requireNonNull(
                                    record.tries().getFirst().error())
                            .type())
                    .isEqualTo("reset");
            assertThat(record.tries().getFirst().status()).isZero();
            assertSums(record);
        }
    }

    @Test
    void nothing_is_tried_again_once_an_answer_has_begun() throws Exception {
        FakeProvider.Reply broken = (socket, out) -> {
            out.write(FakeProvider.STREAM_HEAD);
            out.flush();
            socket.setSoLinger(true, 0);
            socket.close();
        };
        try (var provider = new FakeProvider(broken);
                House house = before(provider, THREE)) {
            Door door = house.door();
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> house.post(door, "/v1/messages", House.messages(true, "go")))
                    .isInstanceOf(IOException.class);
            CallRecord record = house.only(door);
            assertThat(record.attempts()).isEqualTo(1);
            assertThat(provider.requests).hasSize(1);
        }
    }

    @Test
    void a_client_that_leaves_while_its_call_waits_ends_it_and_gives_its_budget_back() throws Exception {
        try (var provider = new FakeProvider(busy(429, "retry-after: 20\r\n"));
                House house = before(provider, new RetryPolicy(3, Duration.ofSeconds(30)))) {
            Door door = house.door();
            String body = House.messages(false, "go");
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
                String head = "POST " + java.net.URI.create(door.baseUrl()).getPath()
                        + "/v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: " + door.key() + "\r\ncontent-length: "
                        + body.length() + "\r\n\r\n";
                client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                while (provider.requests.isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            while (house.records.isEmpty()) {
                Thread.onSpinWait();
            }
            CallRecord record = house.only(door);
            assertThat(java.util.Objects.requireNonNull(record.error()).type()).isEqualTo("aborted");
            assertThat(record.usage().total()).isZero();
            assertThat(record.doneNs() - record.receivedNs())
                    .isLessThan(Duration.ofSeconds(20).toNanos());
            assertThat(provider.requests).hasSize(1);
            assertThat(record.tries()).extracting(UpstreamTry::usage).isEqualTo(List.of(TokenUsage.ZERO));
        }
    }
}
