package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.Limits;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final House house = new House(Simulation.INSTANT);

    @AfterEach
    void close() {
        house.close();
    }

    private static Limits limits(int calls, long tokens, @Nullable Usd usd) {
        return new Limits(Duration.ofMinutes(1), calls, tokens, usd, null, 1);
    }

    private HttpResponse<String> call(Door door) throws Exception {
        return house.post(door, "/v1/messages", House.messages(false, "go"));
    }

    private void assertBreach(Door door, String cause) throws Exception {
        // When
        HttpResponse<String> within = call(door);
        HttpResponse<String> refused = call(door);
        HttpResponse<String> refusedAgain = call(door);
        door.close();

        // Then
        assertThat(within.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        assertThat(refused.body()).contains("billing_error").contains("The budget is spent");
        assertThat(refusedAgain.statusCode()).isEqualTo(400);
        assertThat(Objects.requireNonNull(door.breach()).cause()).isEqualTo(cause);
        assertThat(house.records).hasSize(3);
        assertThat(house.records.getLast().error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("budget", cause);
        house.gateway.close();
        assertThat(house.breaches).extracting(Breach::cause).containsExactly(cause);
    }

    @Test
    void calls_beyond_the_limit_are_refused() throws Exception {
        assertBreach(house.door("base", limits(1, 1000, null), null), "calls");
    }

    @Test
    void nothing_is_answered_once_the_tokens_are_spent() throws Exception {
        assertBreach(house.door("base", limits(10, 1, null), null), "tokens");
    }

    @Test
    void nothing_is_answered_once_the_money_is_spent() throws Exception {
        assertBreach(house.door("base", limits(10, 1000, new Usd(new BigDecimal("0.000001"))), null), "usd");
    }

    @Test
    void counting_tokens_is_free() throws Exception {
        // Given
        Door door = house.door("base", limits(1, 1000, null), null);

        // When
        var count = house.post(door, "/v1/messages/count_tokens", House.messages(false, "go"));
        var first = call(door);
        var second = call(door);
        var late = house.post(door, "/v1/messages/count_tokens", House.messages(false, "go"));
        door.close();

        // Then
        assertThat(count.statusCode()).isEqualTo(200);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(house.records)
                .extracting(record -> record.kind())
                .containsExactly(CallKind.COUNT, CallKind.MAIN, CallKind.MAIN, CallKind.COUNT);
    }
}
