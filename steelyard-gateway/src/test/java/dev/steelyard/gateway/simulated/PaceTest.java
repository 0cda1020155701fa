package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static Role role(Simulation simulation) {
        return new Role(new Trajectory(List.of()), "/", 5, "cell", simulation, "call_000000000000_");
    }

    @Test
    void without_jitter_tokens_are_due_at_the_declared_pace() {
        // When
        Pace pace = Pace.of(role(new Simulation(300, 100, 0)), "0");

        // Then
        assertThat(pace.due(0)).isEqualTo(300_000_000);
        assertThat(pace.due(1)).isEqualTo(300_000_000);
        assertThat(pace.due(11)).isEqualTo(400_000_000);
    }

    @Test
    void an_instant_simulation_delays_nothing() {
        assertThat(Pace.of(role(Simulation.INSTANT), "0").due(1000)).isZero();
    }

    @Test
    void jitter_is_log_normal_and_repeats_for_the_same_call() {
        // Given
        Role role = role(new Simulation(300, 100, 0.2));

        // When
        double[] logs = IntStream.range(0, 2000)
                .mapToDouble(call -> Math.log(Pace.of(role, "" + call).due(0) / 3e8))
                .toArray();

        // Then
        double mean = IntStream.range(0, logs.length)
                .mapToDouble(i -> logs[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, logs.length)
                .mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(0.2, within(0.02));
        assertThat(Pace.of(role, "7")).isEqualTo(Pace.of(role, "7"));
    }
}
