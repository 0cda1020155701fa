package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Limits;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final House house = new House(new Simulation(1, 2000, 0.2));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_taken_port_is_named_in_the_message() {
        int port = house.gateway.port();
        assertThatThrownBy(() -> Gateway.start(port, new SimulatedUpstream(Simulation.INSTANT), house.ticker, _ -> {}))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void connections_never_wait_to_fill_a_packet() throws Exception {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
            long start = System.nanoTime();
            while (house.gateway.connections().isEmpty() && System.nanoTime() - start < 5_000_000_000L) {
                Thread.onSpinWait();
            }
            assertThat(house.gateway.connections().getFirst().config().getOption(ChannelOption.TCP_NODELAY))
                    .isTrue();
        }
    }

    @Test
    void warming_up_takes_a_round_trips_time_and_leaves_no_records() {
        // When
        Duration median = house.gateway.warmUp();

        // Then
        assertThat(median).isPositive().isLessThan(Duration.ofSeconds(5));
        assertThat(house.records).isEmpty();
    }

    @Test
    void doors_that_work_at_once_are_never_mixed() throws Exception {
        // Given
        int doors = 8;
        int rounds = 6;

        // When
        List<Future<?>> agents = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < doors; i++) {
                String arm = "arm-" + i;
                agents.add(threads.submit(() -> play(arm, rounds)));
            }
        }

        // Then
        for (Future<?> agent : agents) {
            agent.get();
        }
        assertThat(house.records).hasSize(doors * rounds);
        assertThat(house.records.stream()
                        .collect(Collectors.groupingBy(
                                CallRecord::cellId, Collectors.mapping(CallRecord::seq, Collectors.toList())))
                        .values())
                .hasSize(doors)
                .allSatisfy(seqs -> assertThat(seqs)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, rounds).boxed().toList()));
    }

    private Void play(String arm, int rounds) throws Exception {
        try (Door door = house.door(arm, Limits.DEFAULT, null, new Run("echo " + arm, null), new Say(arm))) {
            for (int i = 0; i < rounds; i++) {
                boolean stream = i % 2 == 0;
                var answer = house.post(door, "/v1/messages", House.messages(stream, "go"));
                assertThat(answer.headers().firstValue("request-id").orElseThrow())
                        .endsWith("_" + (i + 1));
                assertThat(answer.body()).contains(stream ? "message_stop" : "{\"command\":\"echo " + arm + "\"}");
            }
        }
        return null;
    }
}
