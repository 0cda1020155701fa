package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rule of [Budget], through the whole pipeline.
class BudgetAtDoorTest {
    private static final Simulation QUICK = new Simulation(2, 0, 0);
    private static final Simulation NEVER = new Simulation(600_000, 0, 0);
    private static final int AT_ONCE = 64;

    private static House house(Simulation pace, @Nullable Usd total) {
        return new House(new SimulatedUpstream(pace), new ModelRef(ModelRef.SIMULATED), Budget.of(total, Usd.ZERO));
    }

    private static Limits tokens(long tokens) {
        return new Limits(Duration.ofMinutes(1), 10_000, tokens, null, null, 1);
    }

    private static int call(House house, Door door) {
        try {
            return house.post(door, "/v1/messages", House.messages(true, "go")).statusCode();
        } catch (IOException | InterruptedException _) {
            return 0;
        }
    }

    /// As many agents at once, each calling until it is refused.
    private static void spendAll(House house, Door... doors) {
        try (var agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                Door door = doors[i % doors.length];
                agents.execute(() -> {
                    while (call(house, door) == 200) {
                        Thread.onSpinWait();
                    }
                });
            }
        }
    }

    private static long largest(House house) {
        return house.records.stream()
                .mapToLong(record -> record.usage().total())
                .max()
                .orElseThrow();
    }

    @Test
    void sixty_four_calls_at_once_do_not_overshoot_a_token_limit() {
        try (var house = house(QUICK, null)) {
            // Given
            Door door = house.door("base", tokens(3_000), null);

            // When
            spendAll(house, door);
            door.close();

            // Then
            assertThat(door.activity().usage().total()).isBetween(3_000L, 3_000 + largest(house) - 1);
            assertThat(house.records)
                    .filteredOn(record -> record.error() != null)
                    .hasSize(AT_ONCE)
                    .allSatisfy(record -> assertThat(record.error())
                            .extracting(CallError::origin, CallError::type)
                            .containsExactly("budget", "tokens"));
        }
    }

    @Test
    void the_doors_of_a_run_do_not_overshoot_its_dollars() {
        // Given
        var total = new BigDecimal("0.005");
        try (var house = house(QUICK, new Usd(total))) {
            Door one = house.door("base", Limits.DEFAULT, null);
            Door other = house.door("lean", Limits.DEFAULT, null);

            // When
            spendAll(house, one, other);
            one.close();
            other.close();

            // Then
            BigDecimal most = house.records.stream()
                    .map(CallRecord::costUsd)
                    .map(Objects::requireNonNull)
                    .max(BigDecimal::compareTo)
                    .orElseThrow();
            BigDecimal spent = house.records.stream()
                    .map(CallRecord::costUsd)
                    .map(Objects::requireNonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(spent).isGreaterThanOrEqualTo(total).isLessThan(total.add(most));
            assertThat(Objects.requireNonNull(one.breach()).cause()).isEqualTo(Budget.CAUSE);
            assertThat(Objects.requireNonNull(other.breach()).cause()).isEqualTo(Budget.CAUSE);
        }
    }

    @Test
    void what_a_call_cost_can_be_computed_again_from_its_record() {
        try (var house = house(QUICK, null)) {
            // Given
            Door door = house.door("base", tokens(500), null);

            // When
            spendAll(house, door);
            door.close();

            // Then
            assertThat(house.records)
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(House.PRICES.cost(record))
                            .map(Usd::amount)
                            .hasValue(Objects.requireNonNull(record.costUsd())));
        }
    }

    @Test
    void a_door_closes_though_a_call_waits_for_one_that_never_ends() {
        try (var house = house(NEVER, null);
                var agents = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            Door door = house.door("base", tokens(1_000), null);
            agents.execute(() -> call(house, door));
            agents.execute(() -> call(house, door));
            while (door.activity().callsInFlight() < 2) {
                Thread.onSpinWait();
            }

            // When
            door.close();

            // Then
            assertThat(house.records)
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.error())
                            .isNotNull()
                            .extracting(CallError::type)
                            .isEqualTo("aborted"));
        }
    }
}
