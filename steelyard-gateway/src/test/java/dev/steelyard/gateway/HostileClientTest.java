package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a broken or hostile agent sends is refused, and costs no other cell an event.
@Timeout(120)
class HostileClientTest {
    private static final int MEGABYTE = 1 << 20;
    private static final byte[] ANSWER = "{\"type\":\"message\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}\n"
            .getBytes(StandardCharsets.UTF_8);

    private final Bystander.Stage stage = new Bystander.Stage(
            (_, socket, out) -> FakeProvider.answering(200, "Content-Type: application/json\r\n", ANSWER)
                    .to(socket, out));
    private FakeProvider provider;
    private House house;
    private Bystander bystander;

    @BeforeEach
    void open() throws IOException {
        provider = FakeProvider.playing(stage);
        house = house(Courtesy.DEFAULT);
        bystander = stage.enter(house);
    }

    private House house(Courtesy courtesy) {
        return House.before("anthropic/claude-x", provider.url(), "k", Patience.DEFAULT, RetryPolicy.NEVER, courtesy);
    }

    private void restrict(Courtesy courtesy) throws IOException {
        bystander.close();
        house.close();
        house = house(courtesy);
        bystander = stage.enter(house);
    }

    private static Courtesy impatient() {
        return new Courtesy(Duration.ofMillis(300), Duration.ofMillis(300), 64, 64, Courtesy.DEFAULT.bodyBytes());
    }

    @AfterEach
    void close() throws IOException {
        bystander.close();
        house.close();
        provider.close();
    }

    private CallError error(Door door) {
        door.close();
        CallRecord record = house.records.getLast();
        return java.util.Objects.requireNonNull(record.error());
    }

    private void assertError(Door door, String origin, String type) {
        assertThat(error(door)).extracting(CallError::origin, CallError::type).containsExactly(origin, type);
        assertNothingIsKept();
    }

    /// But what the bystander has asked.
    private void assertNothingIsKept() {
        assertThat(house.gateway.bodyBytes()).isLessThanOrEqualTo(8 << 10);
    }

    @Test
    void two_hundred_megabytes_are_refused_and_not_kept() throws Exception {
        Door door = house.door();
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(door, "/v1/messages", "Content-Length: " + 200 * MEGABYTE + "\r\n"));
                raw.sendAsMuchAsIsTaken(new byte[MEGABYTE], 200);
                assertThat(raw.status()).isEqualTo(413);
            }
        });
        assertError(door, "client", "too_large");
    }

    static Stream<Arguments> everyLane() {
        var lanes = new ArrayList<Arguments>();
        for (String model : List.of("anthropic/m", "openai/m", "openai-compatible/m", "gemini/m")) {
            for (String path : WarmUp.PATHS) {
                lanes.add(Arguments.of(model, path));
            }
        }
        return lanes.stream();
    }

    private static List<String> deep() {
        int depth = 100_000;
        String arrays = "[".repeat(depth) + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        String quoted = "{\\\"a\\\":".repeat(depth) + "1" + "}".repeat(depth);
        return List.of(
                "{\"model\":\"m\",\"messages\":" + arrays + ",\"input\":" + arrays + ",\"contents\":" + arrays + "}",
                "{\"model\":\"m\",\"tools\":[" + objects + "],\"messages\":[],\"input\":[],\"contents\":[]}",
                "{\"model\":\"m\",\"unknown\":" + objects + "}",
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"" + quoted
                        + "\"}}]}],\"input\":[{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"f\","
                        + "\"arguments\":\"" + quoted + "\"}],\"contents\":[" + "[".repeat(depth),
                "[".repeat(depth));
    }

    @ParameterizedTest
    @MethodSource("everyLane")
    void json_of_any_depth_is_refused_in_every_dialect_and_lane(String model, String path) throws Exception {
        try (House other = House.before(model, provider.url(), "k", Patience.DEFAULT)) {
            Door door = other.door();
            for (String body : deep()) {
                assertThat(other.post(door, path, body).statusCode()).isEqualTo(400);
            }
            door.close();
            assertThat(other.records)
                    .extracting(record ->
                            java.util.Objects.requireNonNull(record.error()).type())
                    .containsOnly("bad_request");
        }
    }

    @ParameterizedTest
    @MethodSource("everyLane")
    void bytes_that_are_no_text_are_refused_or_the_providers_to_judge(String model, String path) throws Exception {
        try (House other = House.before(model, provider.url(), "k", Patience.DEFAULT);
                Raw raw = Raw.to(other)) {
            Door door = other.door();
            byte[] body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"~\"}],\"input\":\"~\"}"
                    .replace('~', '\u00ff')
                    .getBytes(StandardCharsets.ISO_8859_1);
            raw.send(Raw.head(door, path, "Content-Length: " + body.length + "\r\n"))
                    .send(body);
            int status = raw.status();
            door.close();
            boolean passes = other.records.getFirst().lane().equals("native");
            assertThat(status).isEqualTo(passes ? 200 : 400);
            assertThat(other.records).hasSize(1);
        }
    }

    @Test
    void floods_of_headers_end_with_their_connection() throws Exception {
        Door door = house.door();
        String start = Raw.head(door, "/v1/messages").stripTrailing() + "\r\n";
        bystander.during(() -> {
            try (Raw many = Raw.to(house);
                    Raw one = Raw.to(house)) {
                many.send(start).sendAsMuchAsIsTaken("x-flood: water\r\n".getBytes(StandardCharsets.UTF_8), 100_000);
                assertThat(many.ends()).isTrue();
                one.send(start + "x-long: ").sendAsMuchAsIsTaken(new byte[MEGABYTE], 20);
                assertThat(one.ends()).isTrue();
            }
        });
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void a_head_that_does_not_end_is_not_waited_for() throws Exception {
        restrict(impatient());
        Door door = house.door();
        bystander.during(() -> {
            try (Raw silent = Raw.to(house);
                    Raw dripping = Raw.to(house)) {
                silent.send("POST /cell/");
                assertThat(silent.ends()).isTrue();
                dripping.send(Raw.head(door, "/v1/messages").stripTrailing());
                for (int i = 0; i < 1000 && dripping.in.available() == 0; i++) {
                    dripping.sendAsMuchAsIsTaken(new byte[] {'a'}, 1);
                    Thread.sleep(1);
                }
                assertThat(dripping.ends()).isTrue();
            }
        });
    }

    @Test
    void a_connection_may_be_silent_between_two_requests() throws Exception {
        restrict(impatient());
        Door door = house.door();
        try (Raw raw = Raw.to(house)) {
            String request = Raw.request(door, "/v1/messages", House.messages(false, "go"));
            raw.send(request).readUntil("output_tokens");
            Thread.sleep(700);
            assertThat(raw.in.available()).isZero();
            raw.send(request).readUntil("output_tokens");
        }
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        restrict(impatient());
        Door door = house.door();
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(door, "/v1/messages", "Content-Length: 1000\r\n") + "{\"model\"");
                assertThat(raw.ends()).isTrue();
            }
        });
        assertError(door, "client", "body_timeout");
    }

    @Test
    void a_half_closed_connection_is_a_client_that_went_away() throws Exception {
        Door door = house.door();
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(door, "/v1/messages", "Content-Length: 1000\r\n") + "{\"model\"");
                raw.socket.shutdownOutput();
                assertThat(raw.ends()).isTrue();
            }
        });
        assertError(door, "client", "aborted");
    }

    @Test
    void pipelined_requests_are_answered_in_turn_and_floods_of_them_are_not() throws Exception {
        Door door = house.door();
        String request = Raw.request(door, "/v1/messages", House.messages(false, "go"));
        bystander.during(() -> {
            try (Raw few = Raw.to(house);
                    Raw flood = Raw.to(house)) {
                few.send(request.repeat(5));
                for (int i = 0; i < 5; i++) {
                    few.readUntil("output_tokens");
                }
                flood.sendAsMuchAsIsTaken(request.repeat(100).getBytes(StandardCharsets.UTF_8), 50);
                assertThat(flood.ends()).isTrue();
            }
        });
        door.close();
        assertThat(house.records.stream().filter(record -> record.error() == null))
                .hasSizeGreaterThanOrEqualTo(5);
        assertNothingIsKept();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"zz\r\n", "-5\r\n", "ffffffffffffffff\r\n", "2\r\n{}junk\r\n0\r\n\r\n", "5;\r\n{\"a\"\n\n0\r\n"})
    void chunks_that_are_none_end_the_call_and_reach_no_provider(String chunks) throws Exception {
        Door door = house.door();
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(door, "/v1/messages", "Transfer-Encoding: chunked\r\n") + chunks);
                assertThat(raw.ends()).isTrue();
            }
        });
        assertError(door, "client", "bad_framing");
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void a_compressed_body_is_not_unpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(new byte[MEGABYTE]);
            }
        }
        Door door = house.door();
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(
                                door,
                                "/v1/messages",
                                "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n"))
                        .send(packed.toByteArray());
                assertThat(raw.status()).isEqualTo(400);
            }
        });
        assertError(door, "client", "bad_request");
    }

    @Test
    void a_door_has_only_so_many_connections() throws Exception {
        restrict(new Courtesy(Duration.ofSeconds(5), Duration.ofSeconds(5), 4, 64, Courtesy.DEFAULT.bodyBytes()));
        Door greedy = house.door();
        var held = new ArrayList<Raw>();
        String request = Raw.request(greedy, "/v1/messages", House.messages(false, "go"));
        bystander.during(() -> {
            for (int i = 0; i < 4; i++) {
                held.add(Raw.to(house).send(request));
                assertThat(held.getLast().status()).isEqualTo(200);
            }
            try (Raw more = Raw.to(house)) {
                assertThat(more.send(request).status()).isEqualTo(503);
            }
        });
        assertThat(house.post(house.door(), "/v1/messages", House.messages(false, "go"))
                        .statusCode())
                .isEqualTo(200);
        for (Raw raw : held) {
            raw.close();
        }
        try (Raw later = Raw.to(house)) {
            while (house.gateway.connections().size() > 4) {
                Thread.onSpinWait();
            }
            assertThat(later.send(request).status()).isEqualTo(200);
        }
    }

    @Test
    void who_shows_no_key_makes_room_for_who_does() throws Exception {
        restrict(new Courtesy(Duration.ofSeconds(60), Duration.ofSeconds(60), 64, 8, Courtesy.DEFAULT.bodyBytes()));
        Door door = house.door();
        var strangers = new ArrayList<Raw>();
        bystander.during(() -> {
            for (int i = 0; i < 200; i++) {
                strangers.add(Raw.to(house));
            }
            assertThat(strangers.get(190).ends()).isTrue();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(strangers.getFirst().ends()).isTrue();
        });
        assertThat(house.gateway.connections().size()).isLessThan(20);
        for (Raw stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void bodies_that_fill_the_memory_are_refused_until_there_is_room_again() throws Exception {
        restrict(new Courtesy(Duration.ofSeconds(60), Duration.ofSeconds(60), 64, 64, 5 * MEGABYTE));
        Door greedy = house.door();
        Door other = house.door();
        String large = House.messages(false, "x".repeat(MEGABYTE + MEGABYTE / 2));
        bystander.during(() -> {
            try (Raw raw = Raw.to(house)) {
                raw.send(Raw.head(greedy, "/v1/messages", "Content-Length: " + 4 * MEGABYTE + "\r\n"))
                        .send(House.messages(false, "x".repeat(3 * MEGABYTE + MEGABYTE / 2)));
                while (house.gateway.bodyBytes() < 4 * MEGABYTE) {
                    Thread.onSpinWait();
                }
                assertThat(house.post(other, "/v1/messages", large).statusCode())
                        .isEqualTo(503);
                assertThat(house.post(other, "/v1/messages", House.messages(false, "go"))
                                .statusCode())
                        .isEqualTo(200);
            }
            greedy.close();
            assertThat(house.post(other, "/v1/messages", large).statusCode()).isEqualTo(200);
        });
        other.close();
        assertThat(house.records)
                .filteredOn(record -> record.status() == 503)
                .extracting(record ->
                        java.util.Objects.requireNonNull(record.error()).type())
                .containsExactly("busy");
    }
}
