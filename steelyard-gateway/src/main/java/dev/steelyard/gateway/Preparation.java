package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.AskedOutput;
import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.live.AdmissionException;
import dev.steelyard.gateway.simulated.Performance;
import dev.steelyard.model.CallKind;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/// The part of a call that costs processor time: reading the body, counting its tokens, composing the answer. Runs
/// off the event loop.
record Preparation(Ticker ticker, Door.Ticket ticket, Onward onward, Workers workers) {
    private static final int LONGEST_MODEL_NAME = 200;
    private static final int QUICK_BYTES = 512 << 10;

    /// What is over in some microseconds costs less than a change of threads, there and back.
    boolean isQuick(long requestBytes, CallMeter meter) {
        return requestBytes <= QUICK_BYTES
                && meter.door.responder() instanceof Responder.Live(LiveUpstream upstream)
                && upstream.settings().passesAtOnce(meter.endpoint().dialect().id());
    }

    /// Read, a body takes ten times its bytes and more: of those that could fill the memory, one at a time is read.
    private static final int LARGE_BYTES = 8 << 20;

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    Prepared prepare(RequestBody request, CallMeter meter) {
        boolean large = request.length() > LARGE_BYTES;
        if (large) {
            ONE_AT_A_TIME.lock();
        }
        try {
            return prepared(request, meter);
        } finally {
            if (large) {
                ONE_AT_A_TIME.unlock();
            }
        }
    }

    private Prepared prepared(RequestBody request, CallMeter meter) {
        try {
            byte[] body = request.bytes();
            return switch (meter.door.responder()) {
                case Responder.Simulated simulated -> play(body, meter, simulated);
                case Responder.Live(LiveUpstream upstream) ->
                    new Forwarding(upstream, meter, onward, this).prepare(body);
                case Responder.Recorded recorded -> new Replaying(recorded, meter, this).prepare(body);
            };
        } catch (AdmissionException e) {
            return new Prepared.Refused(Refusal.FAILED, "provider", "authentication_error", e.getMessage());
        } catch (BadRequest e) {
            return new Prepared.Refused(Refusal.BAD_REQUEST, "client", "bad_request", e.reason());
        } catch (OutOfMemoryError _) {
            // Of this request's own making, and freed with it: the other cells go on.
            return new Prepared.Refused(Refusal.BUSY, "gateway", "out_of_memory", "too large a request to read");
        } catch (RuntimeException | StackOverflowError e) {
            // A trajectory's regular expression may overflow the stack; the call's record must say so.
            return new Prepared.Refused(Refusal.FAILED, "gateway", "internal", e.toString());
        }
    }

    private Prepared play(byte[] body, CallMeter meter, Responder.Simulated by) {
        JsonNode json = Json.readObject(body);
        Prompt prompt = meter.target.addressed(meter.endpoint().dialect().read(json));
        meter.modelRequested = shortened(prompt.model());
        meter.stream = prompt.stream() && meter.endpoint().generates();
        if (!meter.endpoint().generates()) {
            return new Prepared.Counted(by.model().countInput(prompt), false);
        }
        meter.kind = prompt.tools().isEmpty() ? CallKind.SIDE : CallKind.MAIN;
        var bound = Bound.counted(by.model().countInput(prompt), AskedOutput.in(json));
        return stopped(bound, meter).orElseGet(() -> play(prompt, meter, by));
    }

    /// A name is a name; what is longer is an attempt to fill the journal.
    static String shortened(String model) {
        return model.length() <= LONGEST_MODEL_NAME ? model : model.substring(0, LONGEST_MODEL_NAME);
    }

    /// Claims what the call can use at most; empty if it may go on.
    Optional<Prepared> stopped(Bound bound, CallMeter meter) {
        Hold earlier = meter.hold;
        Hold hold = earlier == null ? meter.door.ledger().hold(ticket.generation(), bound, meter.again) : earlier;
        if (earlier != null) {
            meter.lossy.add("waited_for_budget");
        }
        Hold.State state = earlier == null ? meter.claim(hold) : hold.state();
        return switch (state) {
            case GRANTED -> Optional.empty();
            case WAITING -> Optional.of(new Prepared.Waiting());
            case REFUSED -> Optional.of(refuse(hold.breach().orElseThrow(), meter.door));
            case WITHDRAWN, OVER ->
                Optional.of(new Prepared.Refused(Refusal.FAILED, "gateway", "withdrawn", "the call went away"));
        };
    }

    private Prepared refuse(Breach breach, Door door) {
        if (door.isFirstBreach()) {
            workers.compute(() -> door.spec().onBreach().accept(breach));
        }
        String message = "The budget is spent: " + breach.detail() + ".";
        return new Prepared.Refused(Refusal.BUDGET_SPENT, "budget", breach.cause(), message);
    }

    private Prepared play(Prompt prompt, CallMeter meter, Responder.Simulated by) {
        meter.attempts = 1;
        meter.sentNs = ticker.nanos();
        Performance performance = by.model().perform(prompt, by.role(), by.cache());
        meter.error = performance.error();
        meter.prompt = () -> prompt;
        return new Prepared.Played(prompt, performance);
    }
}
