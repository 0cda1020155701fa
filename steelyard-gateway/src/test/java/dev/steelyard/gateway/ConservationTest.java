package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.ServedLedger.Fate;
import dev.steelyard.gateway.ServedLedger.Served;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallRecord;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What all doors count is what the provider says it served, to the token.
@Timeout(120)
class ConservationTest {
    private static final int CELLS = 64;
    private static final int KILLED = 63;
    private static final String MESSAGES = "/v1/messages";
    private static final String CHAT = "/v1/chat/completions";
    private static final RetryPolicy TWICE = new RetryPolicy(3, Duration.ofSeconds(5));

    /// An agent that reads its stream until it is killed.
    private static final String AGENT = """
            import socket, sys
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            s.sendall(sys.argv[2].encode())
            seen = b""
            while b'"cut"' not in seen:
                seen += s.recv(4096)
            print("reading", flush=True)
            s.recv(1 << 20)
            s.recv(1 << 20)
            """;

    private static String body(int cell, int call, Fate fate) {
        return "{\"model\":\"m\",\"max_tokens\":99,\"stream\":" + (fate != Fate.WHOLE)
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + ServedLedger.prompt(cell, call, fate) + "\"}]}";
    }

    /// Every cell meets every fate, each at another time, and every third speaks another dialect than the provider.
    private static void live(House house, Door door, int cell) throws Exception {
        String path = cell % 3 == 0 ? CHAT : MESSAGES;
        Fate[] fates = Fate.values();
        for (int call = 0; call < fates.length; call++) {
            Fate fate = fates[(cell + call) % fates.length];
            if (fate == Fate.ABORTED) {
                abort(house, door, path, body(cell, call, fate));
            } else {
                assertThat(house.post(door, path, body(cell, call, fate)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private static void abort(House house, Door door, String path, String body) throws Exception {
        try (Raw raw = Raw.to(house)) {
            raw.send(Raw.request(door, path, body)).readUntil("\"cut\"");
        }
    }

    private static void beKilled(House house, Door door) throws Exception {
        String request = Raw.request(door, MESSAGES, body(KILLED, 99, Fate.ABORTED));
        Process agent = new ProcessBuilder("python3", "-c", AGENT, Integer.toString(house.gateway.port()), request)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("reading");
        } finally {
            agent.destroyForcibly();
        }
        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Served counted(List<CallRecord> records) {
        return records.stream()
                .map(record -> new Served(record.usage().totalInput(), record.outputTokens()))
                .reduce(new Served(0, 0), Served::plus);
    }

    private static List<Door> together(House house) throws Exception {
        var doors = new ArrayList<Door>();
        for (int cell = 0; cell < CELLS; cell++) {
            doors.add(house.door("cell" + cell, dev.steelyard.model.Limits.DEFAULT, null));
        }
        var barrier = new CyclicBarrier(CELLS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = new ArrayList<Future<?>>();
            for (int cell = 0; cell < CELLS; cell++) {
                int number = cell;
                ends.add(threads.submit(() -> {
                    barrier.await();
                    live(house, doors.get(number), number);
                    if (number == KILLED) {
                        beKilled(house, doors.get(number));
                    }
                    return number;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        return doors;
    }

    @Test
    void the_sum_over_all_doors_is_what_the_provider_served() throws Exception {
        var ledger = new ServedLedger();
        try (var provider = FakeProvider.playing(ledger);
                House house = House.before(
                        "anthropic/claude-x", provider.url(), "k", Patience.DEFAULT, TWICE, Courtesy.DEFAULT)) {
            // When
            List<Door> doors = together(house);
            doors.forEach(Door::close);

            // Then
            assertThat(house.records).hasSize(CELLS * Fate.values().length + 1);
            for (int cell = 0; cell < CELLS; cell++) {
                String condition = "cell" + cell;
                List<CallRecord> own = house.records.stream()
                        .filter(record -> record.cellId().value().contains("." + condition + "."))
                        .toList();
                assertThat(counted(own)).as(condition).isEqualTo(ledger.served.get(cell));
                assertThat(doors.get(cell).activity().usage().output())
                        .isEqualTo(counted(own).output());
            }
            Served all = ledger.served.values().stream().reduce(new Served(0, 0), Served::plus);
            assertThat(counted(house.records)).isEqualTo(all);
            assertThat(house.records)
                    .filteredOn(record -> record.attempts() == 2)
                    .hasSize(2 * CELLS);
            assertThat(house.records)
                    .filteredOn(record -> record.usageSource().equals("partial"))
                    .hasSize(CELLS + 1);
            assertThat(house.gateway.bodyBytes()).isZero();
        }
    }
}
