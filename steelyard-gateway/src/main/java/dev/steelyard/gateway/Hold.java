package dev.steelyard.gateway;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call's claim on what limits it.
///
/// ```
/// waiting ─► granted ─► over
///    └─► refused, withdrawn
/// ```
///
/// Guarded by the ledger's [Budget].
final class Hold {
    enum State {
        WAITING,
        GRANTED,
        REFUSED,
        /// The call went away while it waited.
        WITHDRAWN,
        OVER
    }

    private final Ledger ledger;
    private final int generation;
    private final Map<Account, BigDecimal> most;
    private final Runnable onDecision;
    private State state = State.WAITING;
    private @Nullable Breach breach;

    /// @param generation the call's number among those that generate, from 1
    /// @param most amount → what the call can spend of it at most
    /// @param onDecision called once, on any thread, unless [#claim] knew at once
    Hold(Ledger ledger, int generation, Map<Account, BigDecimal> most, Runnable onDecision) {
        this.ledger = ledger;
        this.generation = generation;
        this.most = most;
        this.onDecision = onDecision;
    }

    State claim() {
        return ledger.budget().enter(this) ? state() : State.WAITING;
    }

    State state() {
        synchronized (ledger.budget()) {
            return state;
        }
    }

    /// Why it was refused.
    Optional<Breach> breach() {
        synchronized (ledger.budget()) {
            return Optional.ofNullable(breach);
        }
    }

    /// False if it has to wait on.
    ///
    /// @param awaited amounts that an earlier hold waits for; takes those that this one waits for
    boolean decide(Set<Account> awaited) {
        breach = ledger.breached(generation).orElse(null);
        if (breach != null) {
            state = State.REFUSED;
            return true;
        }
        boolean fits = true;
        for (var claim : most.entrySet()) {
            if (awaited.contains(claim.getKey()) || !claim.getKey().hasRoom(claim.getValue())) {
                awaited.add(claim.getKey());
                fits = false;
            }
        }
        if (fits) {
            most.forEach(Account::hold);
            state = State.GRANTED;
        }
        return fits;
    }

    void tell() {
        onDecision.run();
    }

    /// The call is going away: if it waits, it is decided now.
    void withdraw() {
        boolean waited;
        synchronized (ledger.budget()) {
            waited = state == State.WAITING;
            state = waited ? State.WITHDRAWN : state;
        }
        if (waited) {
            ledger.budget().changed(this);
            tell();
        }
    }

    /// Frees what was held. Once; later calls do nothing.
    void release() {
        synchronized (ledger.budget()) {
            if (state == State.GRANTED) {
                most.forEach(Account::free);
            }
            state = State.OVER;
        }
        ledger.budget().changed(this);
    }

    /// What was held of an amount.
    BigDecimal most(Account account) {
        return most.getOrDefault(account, BigDecimal.ZERO);
    }
}
