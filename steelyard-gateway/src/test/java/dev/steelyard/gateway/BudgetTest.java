package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.Limits;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final BigDecimal MILLION = new BigDecimal("1000000");

    /// A dollar a token.
    private static final PriceSheet DEAR = new PriceSheet(MILLION, MILLION, MILLION, MILLION);

    private static final int THREADS = 64;

    private static Limits limits(long tokens, @Nullable Integer usd) {
        Usd dollars = usd == null ? null : new Usd(BigDecimal.valueOf(usd));
        return new Limits(Duration.ofMinutes(1), Integer.MAX_VALUE, tokens, dollars, null, 1);
    }

    private static Ledger ledger(long tokens) {
        return new Ledger(limits(tokens, null), DEAR, Budget.unlimited());
    }

    private static TokenUsage used(long tokens) {
        return new TokenUsage(tokens, 0, 0, 0, 0);
    }

    private static Hold claimed(Ledger ledger, long most) {
        Hold hold = ledger.hold(1, new Bound(most, 0), () -> {});
        hold.claim();
        return hold;
    }

    private static void settle(Ledger ledger, Hold hold, long tokens) {
        ledger.settle(hold, used(tokens), ledger.price(used(tokens), Map.of()));
    }

    /// Waits for the decision as a call does, and says whether it was admitted.
    private static boolean admitted(Ledger ledger, Bound most, List<Hold> out) {
        var decided = new CountDownLatch(1);
        Hold hold = ledger.hold(1, most, decided::countDown);
        out.add(hold);
        if (hold.claim() == Hold.State.WAITING) {
            try {
                decided.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return hold.state() == Hold.State.GRANTED;
    }

    /// Runs agents side by side until each is refused, and returns the largest call of all.
    private static long spendAll(List<Ledger> ledgers, long seed, AtomicInteger refused) {
        var largest = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int agent = 0; agent < THREADS; agent++) {
                var random = new Random(seed * THREADS + agent);
                Ledger ledger = ledgers.get(agent % ledgers.size());
                threads.execute(() -> {
                    spend(ledger, random, largest);
                    refused.incrementAndGet();
                });
            }
        }
        return largest.get();
    }

    private static void spend(Ledger ledger, Random random, AtomicLong largest) {
        while (true) {
            var holds = new ArrayList<Hold>();
            long most = random.nextInt(1, 400);
            if (!admitted(ledger, new Bound(most / 2, most - most / 2), holds)) {
                return;
            }
            LockSupport.parkNanos(random.nextInt(50_000));
            long tokens = random.nextLong(most + 1);
            largest.accumulateAndGet(tokens, Math::max);
            switch (random.nextInt(8)) {
                case 0 -> holds.getFirst().release();
                default -> settle(ledger, holds.getFirst(), tokens);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void many_calls_at_once_overshoot_by_less_than_one_call(long seed) {
        // Given
        Ledger ledger = ledger(10_000);
        var refused = new AtomicInteger();

        // When
        long largest = spendAll(List.of(ledger), seed, refused);

        // Then
        assertThat(refused).hasValue(THREADS);
        assertThat(ledger.spent().total()).isGreaterThanOrEqualTo(10_000).isLessThan(10_000 + largest);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_doors_of_a_run_share_its_dollars(long seed) {
        // Given
        var budget = Budget.of(new Usd(new BigDecimal("9000")), new Usd(new BigDecimal("1000")));
        var ledgers = IntStream.range(0, 16)
                .mapToObj(_ -> new Ledger(limits(1_000_000, 5_000), DEAR, budget))
                .toList();

        // When
        long largest = spendAll(ledgers, seed, new AtomicInteger());

        // Then
        long spent =
                ledgers.stream().mapToLong(ledger -> ledger.spent().total()).sum();
        assertThat(spent).isGreaterThanOrEqualTo(8_000).isLessThan(8_000 + largest);
        assertThat(budget.breach()).get().extracting(Breach::cause).isEqualTo(Budget.CAUSE);
        assertThat(ledgers).allSatisfy(ledger -> assertThat(ledger.breach()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_call_after_the_other_gets_what_it_would_get_without_holds(long seed) {
        // Given
        Ledger ledger = ledger(5_000);
        var random = new Random(seed);
        long spent = 0;

        // When
        while (spent < 5_000) {
            long tokens = random.nextLong(1, 300);
            Hold hold = claimed(ledger, 100_000);

            // Then
            assertThat(hold.state()).isEqualTo(Hold.State.GRANTED);
            settle(ledger, hold, tokens);
            spent += tokens;
        }
        assertThat(ledger.spent().total()).isEqualTo(spent);
        assertThat(claimed(ledger, 1).state()).isEqualTo(Hold.State.REFUSED);
    }

    @Test
    void a_call_that_might_not_fit_waits_and_is_not_refused() {
        // Given
        Ledger ledger = ledger(100);
        Hold first = claimed(ledger, 90);

        // When
        Hold second = claimed(ledger, 20);
        Hold.State before = second.state();
        settle(ledger, first, 10);

        // Then
        assertThat(before).isEqualTo(Hold.State.WAITING);
        assertThat(second.state()).isEqualTo(Hold.State.GRANTED);
    }

    @Test
    void a_small_call_does_not_overtake_a_large_one_that_waits() {
        // Given
        Ledger ledger = ledger(100);
        Hold first = claimed(ledger, 50);
        Hold large = claimed(ledger, 80);

        // When
        Hold small = claimed(ledger, 1);

        // Then
        assertThat(small.state()).isEqualTo(Hold.State.WAITING);
        first.release();
        assertThat(List.of(large.state(), small.state())).containsExactly(Hold.State.GRANTED, Hold.State.GRANTED);
    }

    @Test
    void a_door_that_waits_for_its_own_calls_does_not_hold_up_another() {
        // Given
        Budget budget = Budget.of(new Usd(new BigDecimal("1000")), Usd.ZERO);
        var one = new Ledger(limits(100, null), DEAR, budget);
        var other = new Ledger(limits(100, null), DEAR, budget);
        claimed(one, 90);

        // When
        Hold waiting = claimed(one, 90);
        Hold elsewhere = claimed(other, 90);

        // Then
        assertThat(waiting.state()).isEqualTo(Hold.State.WAITING);
        assertThat(elsewhere.state()).isEqualTo(Hold.State.GRANTED);
    }

    @Test
    void who_goes_away_while_waiting_is_told_and_holds_nothing() {
        // Given
        Ledger ledger = ledger(100);
        Hold first = claimed(ledger, 90);
        var told = new AtomicInteger();
        Hold second = ledger.hold(2, new Bound(50, 0), told::incrementAndGet);
        second.claim();

        // When
        second.withdraw();
        second.withdraw();
        second.release();
        first.release();

        // Then
        assertThat(told).hasValue(1);
        assertThat(claimed(ledger, 100).state()).isEqualTo(Hold.State.GRANTED);
    }

    @Test
    void an_unpriced_call_spends_the_dollars_that_were_held_for_it() {
        // Given
        var ledger = new Ledger(limits(1_000, 50), DEAR, Budget.unlimited());

        // When
        ledger.settle(claimed(ledger, 60), used(1), Optional.empty());

        // Then
        assertThat(ledger.cost()).isNull();
        assertThat(claimed(ledger, 1).breach()).get().extracting(Breach::cause).isEqualTo("usd");
    }

    @Test
    void a_bound_is_the_bytes_of_a_request_and_the_output_it_asks_for() {
        assertThat(Bound.of(2_000, 100)).isEqualTo(new Bound(3_024, 100));
        assertThat(Bound.of(0, 0).outputTokens()).isEqualTo(128_000);
        assertThat(Bound.of(0, Long.MAX_VALUE).outputTokens()).isEqualTo(128_000);
    }
}
