package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.Deck;
import dev.steelyard.gateway.recording.Redaction;
import dev.steelyard.gateway.simulated.Role;
import dev.steelyard.gateway.simulated.ToolCallIds;
import dev.steelyard.gateway.translate.SideTable;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A cell's own entrance. The door is the identity: whatever comes through it with its key belongs to its cell, and
/// neither address nor key says which cell that is. Safe for concurrent use.
public final class Door implements AutoCloseable {
    private final DoorSpec spec;
    private final Ledger ledger;
    private final Responder responder;
    private final Sightings sightings;
    private final Consumer<CallRecord> records;
    private final Consumer<Door> onClose;
    private final String id = Secrets.id();
    private final String key = Secrets.key();
    private final String tag = Secrets.tag();
    private final SideTable sideTable = new SideTable(tag);
    private final Calibration calibration = new Calibration();
    private final String baseUrl;
    private final BodyRoom.Share bodyRoom;
    private final Set<Exchange> inFlight = new LinkedHashSet<>();
    private final Queue<Runnable> whenClosed = new ConcurrentLinkedQueue<>();
    private int calls;
    private int generations;
    private int callsDone;
    private boolean closed;
    private boolean breachTold;
    private @Nullable RuntimeException undelivered;

    Door(
            DoorSpec spec,
            int port,
            Upstream upstream,
            BodyRoom.Share bodyRoom,
            Consumer<CallRecord> records,
            Consumer<Door> onClose) {
        this.bodyRoom = bodyRoom;
        this.spec = spec;
        this.ledger = new Ledger(spec.limits(), spec.prices(), spec.budget());
        this.responder = responder(upstream);
        this.sightings = new Sightings(spec.fingerprints());
        this.records = records;
        this.onClose = onClose;
        this.baseUrl = "http://127.0.0.1:" + port + Route.to(id);
    }

    private Responder responder(Upstream upstream) {
        return switch (upstream) {
            case SimulatedUpstream simulated ->
                new Responder.Simulated(
                        simulated.model(), role(spec.script(), simulated.pace()), simulated.cache(spec.cachePolicy()));
            case LiveUpstream live -> new Responder.Live(live);
            case RecordedUpstream recorded ->
                new Responder.Recorded(
                        recorded,
                        new Deck(recorded.recording().calls(spec.cell(), work(spec.script())), recorded.lenient()));
        };
    }

    private static String work(@Nullable Script script) {
        return script == null ? "" : script.workingDirectory();
    }

    private Role role(@Nullable Script script, Simulation pace) {
        String calls = ToolCallIds.prefix(tag);
        return script == null
                ? new Role(new Trajectory(List.of()), "/", 0, "", pace, calls)
                : new Role(script.trajectory(), script.workingDirectory(), script.seed(), script.label(), pace, calls);
    }

    /// For `x-api-key`, `Authorization: Bearer`, `x-goog-api-key` or `?key=`.
    public String key() {
        return key;
    }

    /// Without the API's version: what comes after it is `/v1/messages`, `/v1beta/models/…` and the like.
    public String baseUrl() {
        return baseUrl;
    }

    public synchronized Activity activity() {
        List<Long> since = inFlight.stream().map(Exchange::receivedNs).sorted().toList();
        return new Activity(since, callsDone, ledger.spent(), ledger.cost());
    }

    /// The first limit that was reached, or null.
    public @Nullable Breach breach() {
        return ledger.breach();
    }

    /// Change → the seq of the first main call whose prompt carried one of its fingerprints; changes that reached no
    /// prompt are absent. Final once the door is closed.
    public Map<String, Integer> delivered() {
        return sightings.first();
    }

    /// Revokes the key, cancels what is in flight and waits until the sink has taken the record of every call. Not to
    /// be called by the sinks.
    ///
    /// @throws GatewayException if a sink failed: then at least one record is lost
    @Override
    public void close() {
        List<Exchange> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(inFlight);
        }
        onClose.accept(this);
        open.forEach(Exchange::revoke);
        // Only now: a connection that ends before its call is revoked would pass for the client's own end.
        whenClosed.forEach(Runnable::run);
        awaitDelivery();
    }

    /// @param then is told that nothing enters any more, once what is in flight was told to end
    void whenClosed(Runnable then) {
        whenClosed.add(then);
        if (isClosed()) {
            then.run();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void awaitDelivery() {
        boolean interrupted = false;
        while (!inFlight.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (undelivered != null) {
            throw new GatewayException("a call record could not be delivered", undelivered);
        }
    }

    String id() {
        return id;
    }

    String tag() {
        return tag;
    }

    DoorSpec spec() {
        return spec;
    }

    /// Knows the door's own key, and the provider's.
    Redaction redaction() {
        Redaction.Known own = (text, mask) -> text.replace(key, mask.apply(key));
        return switch (responder) {
            case Responder.Live(LiveUpstream live) -> new Redaction(List.of(own, live.settings()::redacted));
            case Responder.Simulated _, Responder.Recorded _ -> new Redaction(List.of(own));
        };
    }

    Ledger ledger() {
        return ledger;
    }

    Responder responder() {
        return responder;
    }

    Sightings sightings() {
        return sightings;
    }

    SideTable sideTable() {
        return sideTable;
    }

    BodyRoom.Share bodyRoom() {
        return bodyRoom;
    }

    Calibration calibration() {
        return calibration;
    }

    boolean opensWith(String offered) {
        return Secrets.same(key, offered);
    }

    /// A call's numbers.
    ///
    /// @param seq among all calls, from 1
    /// @param generation among those that generate, counting this one if it does
    record Ticket(int seq, int generation) {}

    synchronized Ticket number(Endpoint endpoint) {
        calls++;
        if (endpoint.generates()) {
            generations++;
        }
        return new Ticket(calls, generations);
    }

    /// False if the door has closed: then the call must be refused and leaves no record.
    synchronized boolean admit(Exchange exchange) {
        return !closed && inFlight.add(exchange);
    }

    /// True the first time only.
    synchronized boolean isFirstBreach() {
        boolean first = !breachTold;
        breachTold = true;
        return first;
    }

    void deliver(Exchange exchange, Supplier<CallRecord> record) {
        try {
            records.accept(record.get());
            exchange.deliverBodies();
        } catch (RuntimeException e) {
            keep(e);
        } finally {
            exchange.free();
            leave(exchange);
        }
    }

    private synchronized void keep(RuntimeException failure) {
        undelivered = failure;
    }

    private synchronized void leave(Exchange exchange) {
        callsDone++;
        inFlight.remove(exchange);
        notifyAll();
    }
}
