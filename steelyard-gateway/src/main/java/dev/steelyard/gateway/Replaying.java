package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.recording.CanonicalRequest;
import dev.steelyard.gateway.recording.Deck.Draw;
import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.model.CallRecord;
import java.util.Locale;

/// Finds the recorded call that a request asks for.
record Replaying(Responder.Recorded by, CallMeter meter, Preparation preparation) {
    /// As in the record's error.
    private static final String MISS = "replay_miss";

    Prepared prepare(byte[] body) {
        RecordedCall earlier = meter.recorded;
        if (earlier != null) {
            return within(earlier);
        }
        String endpoint = meter.endpoint().name().toLowerCase(Locale.ROOT);
        byte[] safe = meter.door.redaction().request(body);
        return switch (by.deck().draw(meter.seq, CanonicalRequest.of(endpoint, meter.target.model(), safe))) {
            case Draw.Hit(RecordedCall call, boolean exact) -> {
                meter.replays(call, exact);
                sight(body);
                yield within(call);
            }
            case Draw.Miss(String why, String difference) -> missed(why, difference);
        };
    }

    /// The budget is asked as if the answer cost again what it cost.
    private Prepared within(RecordedCall call) {
        Prepared played = new Prepared.Replayed(call, by.upstream().speed());
        if (!meter.endpoint().generates()) {
            return played;
        }
        CallRecord record = call.record();
        var bound = new Bound(record.usage().totalInput(), record.outputTokens());
        return preparation.stopped(bound, meter).orElse(played);
    }

    private Prepared missed(String why, String difference) {
        DoorSpec spec = meter.door.spec();
        String file = by.upstream().recording().keep(spec.cell(), spec.attempt(), meter.seq, difference);
        return new Prepared.Refused(
                Refusal.BAD_REQUEST, "gateway", MISS, "There is no answer to replay: " + why + ". See " + file + ".");
    }

    private void sight(byte[] body) {
        if (!meter.endpoint().generates() || !meter.door.spec().looksInside()) {
            return;
        }
        try {
            var prompt = meter.target.addressed(meter.endpoint().dialect().read(Json.readObject(body)));
            meter.prompt = () -> prompt;
        } catch (BadRequest _) {
            // Then its first run saw nothing in it either.
        }
    }
}
