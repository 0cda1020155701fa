package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Say;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On raw sockets: what matters here is when bytes come, and what happens when the client goes.
class StreamingTest {
    /// 24 tokens or more, at 40 a second.
    private static final String TEXT =
            IntStream.range(0, 24).mapToObj(i -> "word").collect(Collectors.joining(" "));

    private static final Simulation SLOW = new Simulation(100, 40, 0);

    private final House house = new House(SLOW);

    @AfterEach
    void close() {
        house.close();
    }

    private Socket send(Door door, String body) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port());
        String path = URI.create(door.baseUrl()).getPath() + "/v1/messages";
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nx-api-key: " + door.key() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
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
    void frames_arrive_one_by_one_at_the_declared_pace() throws Exception {
        // Given
        Door door = house.door(new Say(TEXT));
        List<Long> arrivals = new ArrayList<>();

        // When
        long start = System.nanoTime();
        try (Socket socket = send(door, House.messages(true, "go"))) {
            BufferedReader reader = reader(socket);
            for (String line = ""; !line.contains("message_stop"); line = reader.readLine()) {
                if (line.contains("text_delta")) {
                    arrivals.add(System.nanoTime() - start);
                }
            }
        }

        // Then
        assertThat(arrivals).hasSize(6);
        assertThat(arrivals.getFirst()).isGreaterThan(100_000_000L);
        assertThat(arrivals.getLast() - arrivals.getFirst()).isGreaterThan(400_000_000L);
        assertThat(IntStream.range(1, 6).mapToObj(i -> arrivals.get(i) - arrivals.get(i - 1)))
                .filteredOn(gap -> gap > 20_000_000L)
                .hasSizeGreaterThan(2);
    }

    @Test
    void a_client_that_goes_away_stops_the_model_at_once() throws Exception {
        // Given
        Door door = house.door(new Say((TEXT + " ").repeat(100)));

        // When
        long start = System.nanoTime();
        try (Socket socket = send(door, House.messages(true, "go"))) {
            readUntil(reader(socket), "text_delta");
        }
        while (house.records.isEmpty() && System.nanoTime() - start < 10_000_000_000L) {
            Thread.onSpinWait();
        }
        CallRecord record = house.only(door);

        // Then
        assertThat(record.error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("client", "aborted");
        assertThat(record.usageSource()).isEqualTo("partial");
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.outputTokens()).isBetween(1L, 1000L);
        assertThat(record.freshInputTokens()).isPositive();
        assertThat(record.lastByteNs()).isNull();
        assertThat(record.firstContentNs()).isNotNull();
        assertThat(record.doneNs() - record.receivedNs()).isLessThan(10_000_000_000L);
    }

    @Test
    void a_client_that_goes_away_before_the_first_byte_is_charged_its_prompt() throws Exception {
        // Given
        try (House slow = new House(new Simulation(60_000, 0, 0))) {
            Door door = slow.door(new Say("late"));
            String path = URI.create(door.baseUrl()).getPath() + "/v1/messages";
            String body = House.messages(false, "go");
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), slow.gateway.port())) {
                String head = "POST " + path + " HTTP/1.1\r\nx-api-key: " + door.key() + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
                socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));

                // When
                while (door.activity().callsInFlight() == 0) {
                    Thread.onSpinWait();
                }
                Thread.sleep(200);
            }
            while (slow.records.isEmpty()) {
                Thread.onSpinWait();
            }

            // Then
            CallRecord record = slow.only(door);
            assertThat(record.status()).isZero();
            assertThat(record.firstByteNs()).isNull();
            assertThat(record.freshInputTokens()).isPositive();
            assertThat(record.outputTokens()).isZero();
        }
    }

    @Test
    void closing_a_door_cancels_what_is_in_flight_and_records_it() throws Exception {
        // Given
        Door door = house.door(new Say((TEXT + " ").repeat(100)));
        try (Socket socket = send(door, House.messages(true, "go"))) {
            BufferedReader reader = reader(socket);
            readUntil(reader, "text_delta");
            assertThat(door.activity().callsInFlight()).isEqualTo(1);

            // When
            door.close();

            // Then
            assertThat(house.records).hasSize(1);
            assertThat(house.records.getFirst().error())
                    .extracting(CallError::origin, CallError::type)
                    .containsExactly("harness", "aborted");
            assertThat(reader.lines().toList()).noneMatch(line -> line.contains("message_stop"));
        }
    }

    @Test
    void requests_that_arrive_early_are_answered_in_their_order() throws Exception {
        // Given
        Door door = house.door(new Say("first come, first served"));
        String path = URI.create(door.baseUrl()).getPath();
        String slow = House.messages(true, "go");
        String head = " HTTP/1.1\r\nHost: x\r\nx-api-key: " + door.key() + "\r\n";
        String both = "POST " + path + "/v1/messages" + head + "Content-Length: " + slow.length() + "\r\n\r\n" + slow
                + "GET " + path + "/v1/models" + head + "Connection: close\r\n\r\n";

        // When
        String answers;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
            socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
            answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(answers).containsSubsequence("message_start", "message_stop", "HTTP/1.1 200 OK", "\"simulated\"");
    }
}
