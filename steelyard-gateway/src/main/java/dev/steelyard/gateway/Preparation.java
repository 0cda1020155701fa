package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.simulated.Performance;
import dev.steelyard.gateway.simulated.SimulatedModel;
import dev.steelyard.model.CallKind;
import java.util.Optional;

/// The part of a call that costs processor time: reading the body, counting its tokens, composing the answer. Runs
/// off the event loop.
record Preparation(SimulatedModel model, Ticker ticker, Door.Ticket ticket, Workers workers) {
    private static final int LONGEST_MODEL_NAME = 200;

    Prepared prepare(byte[] body, CallMeter meter) {
        try {
            return read(body, meter);
        } catch (BadRequest e) {
            return new Prepared.Refused(Refusal.BAD_REQUEST, "client", "bad_request", e.reason());
        } catch (RuntimeException | StackOverflowError e) {
            // A trajectory's regular expression may overflow the stack; the call's record must say so.
            return new Prepared.Refused(Refusal.FAILED, "gateway", "internal", e.toString());
        }
    }

    private Prepared read(byte[] body, CallMeter meter) {
        Prompt prompt = meter.target.addressed(meter.endpoint().dialect().read(Json.readObject(body)));
        meter.modelRequested = shortened(prompt.model());
        meter.stream = prompt.stream() && meter.endpoint().generates();
        if (!meter.endpoint().generates()) {
            return new Prepared.Counted(model.countInput(prompt));
        }
        meter.kind = prompt.tools().isEmpty() ? CallKind.SIDE : CallKind.MAIN;
        Optional<Breach> breach = meter.door.ledger().check(ticket.generation());
        return breach.isPresent() ? refuse(breach.get(), meter.door) : play(prompt, meter);
    }

    /// A name is a name; what is longer is an attempt to fill the journal.
    private static String shortened(String model) {
        return model.length() <= LONGEST_MODEL_NAME ? model : model.substring(0, LONGEST_MODEL_NAME);
    }

    private Prepared refuse(Breach breach, Door door) {
        if (door.isFirstBreach()) {
            workers.compute(() -> door.spec().onBreach().accept(breach));
        }
        String message = "The budget is spent: " + breach.detail() + ".";
        return new Prepared.Refused(Refusal.BUDGET_SPENT, "budget", breach.cause(), message);
    }

    private Prepared play(Prompt prompt, CallMeter meter) {
        meter.sentNs = ticker.nanos();
        Performance performance = model.perform(prompt, meter.door.role(), meter.door.cache());
        meter.error = performance.error();
        if (meter.kind == CallKind.MAIN) {
            meter.door.sightings().look(meter.seq, prompt);
        }
        return new Prepared.Played(prompt, performance);
    }
}
