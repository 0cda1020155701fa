package dev.steelyard.gateway;

import dev.steelyard.model.Usd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run may spend, and the one order in which the calls of all its doors are admitted.
///
/// **The rule.** Before a call is answered, an upper bound of what it can spend is held of every amount that limits it;
/// when it ends, what it really spent takes the bound's place. A call is admitted if its bound fits beside what is
/// spent
/// and held, or if nothing else is in flight and something is left. Else it waits for calls in flight to end, in order
/// of arrival; it is never refused for what others only might spend. So an agent that makes one call after the other
/// gets what it would get without holds, and at any number of calls at once a limit is overshot by less than what the
/// one
/// call spends that was alone when it was admitted, plus what bounds missed. Safe for concurrent use.
public final class Budget {
    /// The [Breach] of the run's own limit: no cell is to blame for it.
    public static final String CAUSE = "usd_total";

    private final @Nullable Account total;
    private final Set<Hold> waiting = new LinkedHashSet<>();

    private Budget(@Nullable Account total) {
        this.total = total;
    }

    /// @param limit of all doors together; null for none
    /// @param spent before this run's gateway began
    public static Budget of(@Nullable Usd limit, Usd spent) {
        return new Budget(limit == null ? null : new Account(CAUSE, "USD", limit.amount(), spent.amount()));
    }

    public static Budget unlimited() {
        return new Budget(null);
    }

    /// Once the run's limit is reached.
    public synchronized Optional<Breach> breach() {
        return total == null ? Optional.empty() : total.breach();
    }

    /// Of the whole run; empty if nothing limits it.
    Optional<Account> total() {
        return Optional.ofNullable(total);
    }

    /// Puts the hold behind those that wait already. False if it was not decided at once.
    boolean enter(Hold hold) {
        List<Hold> others;
        boolean decided;
        synchronized (this) {
            waiting.add(hold);
            others = decide();
            decided = others.remove(hold);
        }
        others.forEach(Hold::tell);
        return decided;
    }

    /// Something was freed or spent, or `hold` waits no more.
    void changed(Hold hold) {
        List<Hold> decided;
        synchronized (this) {
            waiting.remove(hold);
            decided = decide();
        }
        decided.forEach(Hold::tell);
    }

    /// In order of arrival; nobody overtakes at an amount that one before is waiting for.
    private List<Hold> decide() {
        var decided = new ArrayList<Hold>();
        Set<Account> awaited = new HashSet<>();
        for (Hold hold : waiting) {
            if (hold.decide(awaited)) {
                decided.add(hold);
            }
        }
        decided.forEach(waiting::remove);
        return decided;
    }
}
