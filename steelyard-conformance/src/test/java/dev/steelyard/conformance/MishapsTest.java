package dev.steelyard.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.conformance.StrictProvider.Mishap;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the official clients make of a provider's failures, once they are said in their own dialect.
class MishapsTest {
    private static final CallError TRUNCATED =
            new CallError("network", "truncated", "the provider's stream ended before its last event");

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Maker.values())
                .flatMap(maker -> Arrays.stream(Shore.values()).map(shore -> Arguments.of(maker, shore)));
    }

    static Stream<Arguments> everyTranslatedPair() {
        return Arrays.stream(Maker.values())
                .flatMap(maker -> Arrays.stream(Shore.values())
                        .filter(shore -> !maker.dialect.equals(shore.dialect()))
                        .map(shore -> Arguments.of(maker, shore)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyTranslatedPair")
    void an_answer_that_breaks_off_is_not_taken_for_a_whole_one(Maker maker, Shore shore) throws Exception {
        for (Mishap mishap : List.of(Mishap.BREAKS_OFF_EARLY, Mishap.BREAKS_OFF_HALFWAY, Mishap.BREAKS_OFF_LATE)) {
            try (var bridge = new Bridge(maker, shore, true, mishap)) {
                assertThatThrownBy(() -> bridge.sdk().say(Story.ASKED))
                        .as("%s", mishap)
                        .isInstanceOf(RuntimeException.class);
                assertThat(bridge.records())
                        .singleElement()
                        .satisfies(call -> assertThat(error(call)).isEqualTo(TRUNCATED));
            }
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyPair")
    void a_rate_limit_is_one_in_the_clients_own_words(Maker maker, Shore shore) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            try (var bridge = new Bridge(maker, shore, stream, Mishap.TOO_MANY_REQUESTS)) {
                assertThatThrownBy(() -> bridge.sdk().say(Story.ASKED))
                        .isInstanceOf(maker.rateLimit)
                        .hasMessageContaining("429")
                        .hasMessageContaining(StrictProvider.TOO_FAST);
                assertThat(bridge.records()).singleElement().satisfies(call -> {
                    assertThat(call.status()).isEqualTo(429);
                    assertThat(error(call).origin()).isEqualTo("provider");
                });
            }
        }
    }

    private static CallError error(CallRecord call) {
        return Objects.requireNonNull(call.error());
    }
}
