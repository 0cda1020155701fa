package dev.steelyard.gateway;

import dev.steelyard.gateway.Prepared.Counted;
import dev.steelyard.gateway.Prepared.Forwarded;
import dev.steelyard.gateway.Prepared.Played;
import dev.steelyard.gateway.Prepared.Refused;
import dev.steelyard.gateway.Prepared.Replayed;
import dev.steelyard.gateway.Prepared.Waiting;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Envelope;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.live.Answer;
import dev.steelyard.gateway.simulated.Performance;
import dev.steelyard.gateway.simulated.Performance.Cue;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.TokenUsage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call: from its head to its record.
///
/// ```
/// receiving ─► preparing ─► answering ─► over: the record is on its way, once
///      └────────────┴── lost, revoked ──┘
/// ```
///
/// Lives on its connection's event loop, except while its body is prepared; what aborts it meanwhile waits for the
/// preparation's end, so that the record is whole.
final class Exchange implements Turn {
    private static final int OK = 200;
    private static final CallError REVOKED = new CallError("harness", "aborted", "the door was closed");

    private final CallMeter meter;
    private final Preparation preparation;
    private final Wire wire;
    private final Ticker ticker;
    private final Workers workers;
    private final RequestBody request;
    private final Tape tape = new Tape();
    private @Nullable Playback playback;
    private @Nullable Played played;
    private @Nullable Relay relay;
    private @Nullable Rerun rerun;
    private @Nullable CallError aborted;
    private boolean preparing;
    private boolean charged;
    private boolean over;

    Exchange(CallMeter meter, RequestBody request, Preparation preparation, Wire wire, Ticker ticker, Workers workers) {
        this.meter = meter;
        this.request = request;
        this.preparation = preparation;
        this.wire = wire;
        this.ticker = ticker;
        this.workers = workers;
    }

    /// Safe to call on any thread.
    long receivedNs() {
        return meter.receivedNs;
    }

    @Override
    public void body(ByteBuf bytes) {
        if (over) {
            return;
        }
        request.add(bytes);
        meter.requestBytes = request.length();
    }

    @Override
    public void begin() {
        if (over) {
            return;
        }
        if (request.tooLarge()) {
            String most = "more than " + RequestBody.MAX_BYTES + " bytes";
            refuse(new Refused(Refusal.TOO_LARGE, "client", "too_large", most));
            return;
        }
        if (request.crowded()) {
            refuse(new Refused(Refusal.BUSY, "gateway", "busy", "too many large requests at once"));
            return;
        }
        preparing = true;
        meter.again = this::prepare;
        if (preparation.isQuick(request.length(), meter)) {
            answerUnlessWaiting(preparation.prepare(request, meter));
        } else {
            prepare();
        }
    }

    private void prepare() {
        workers.compute(() -> {
            Prepared prepared = preparation.prepare(request, meter);
            wire.onLoop(() -> answerUnlessWaiting(prepared));
        });
    }

    private void answerUnlessWaiting(Prepared prepared) {
        if (!(prepared instanceof Waiting)) {
            answer(prepared);
        }
    }

    private void answer(Prepared prepared) {
        preparing = false;
        if (meter.door.spec().bodies() == null) {
            request.forget();
        }
        played = prepared instanceof Played play ? play : null;
        if (aborted != null) {
            finish();
            return;
        }
        switch (prepared) {
            case Waiting _ -> throw new IllegalStateException("a call that waits cannot be answered");
            case Refused refused -> refuse(refused);
            case Counted(long tokens, boolean estimated) -> {
                meter.usageSource = estimated ? "estimated" : meter.usageSource;
                count(tokens);
            }
            case Forwarded forwarded -> {
                relay = new Relay(forwarded, meter, wire, ticker, this);
                relay.start();
            }
            case Replayed replayed -> {
                rerun = new Rerun(replayed, meter, wire, ticker, this);
                rerun.proceed();
            }
            case Played(var prompt, var performance) -> play(performance, prompt.stream());
        }
    }

    private void refuse(Refused refused) {
        meter.error = new CallError(refused.origin(), refused.type(), refused.message());
        Refusal refusal = refused.refusal();
        whole(refusal.status(), dialect().refusal(refusal, refused.message(), meter.callId()));
    }

    private void count(long tokens) {
        meter.usageRaw.put("input_tokens", tokens);
        whole(OK, dialect().counted(tokens));
    }

    private void play(Performance performance, boolean streamed) {
        List<Cue> cues = performance.cues();
        long sentNs = meter.sentNs == null ? ticker.nanos() : meter.sentNs;
        if (streamed) {
            Dialect.StreamWriter writer = dialect().stream(envelope());
            playback = new Playback(cues, sentNs, ticker, wire, cue -> stream(cue.event(), writer));
        } else {
            playback = new Playback(
                    cues.subList(cues.size() - 1, cues.size()), sentNs, ticker, wire, _ -> whole(performance));
        }
        playback.proceed();
    }

    private void whole(Performance performance) {
        charge(performance.usage());
        meter.headersNs = ticker.nanos();
        meter.firstContentNs = meter.headersNs;
        meter.toolCalls.addAll(performance.reply().toolNames());
        whole(OK, dialect().whole(envelope(), performance.reply(), performance.usage()));
    }

    private void whole(int status, String body) {
        byte[] bytes = kept(body);
        meter.status = status;
        end(wire.whole(status, meter.callId(), bytes));
    }

    private void stream(ReplyEvent event, Dialect.StreamWriter writer) {
        byte[] frame = kept(writer.write(event));
        switch (event) {
            case ReplyEvent.Start _ -> {
                meter.status = OK;
                meter.headersNs = ticker.nanos();
                wire.openStream(meter.callId(), dialect().streamType());
                wire.frame(frame, _ -> meter.firstByteNs = ticker.nanos());
            }
            case ReplyEvent.TextPiece _ -> content(frame);
            case ReplyEvent.CallStart(String _, String name) -> {
                meter.toolCalls.add(name);
                content(frame);
            }
            case ReplyEvent.ThinkingPiece _, ReplyEvent.ArgumentsPiece _, ReplyEvent.PartEnd _ -> content(frame);
            case ReplyEvent.TextStart _, ReplyEvent.ThinkingStart _, ReplyEvent.Seal _ -> wire.frame(frame);
            case ReplyEvent.Failed(String type, String message) -> {
                meter.error = new CallError("provider", type, message);
                end(wire.lastFrame(frame));
            }
            case ReplyEvent.Finish(var _, TokenUsage usage) -> {
                charge(usage);
                end(wire.lastFrame(frame));
            }
        }
    }

    /// An empty frame is not sent: a dialect that never cuts a tool call sends it with the part's end.
    private void content(byte[] frame) {
        wire.frame(frame);
        if (meter.firstContentNs == null && frame.length > 0) {
            meter.firstContentNs = ticker.nanos();
        }
    }

    void end(ChannelFuture written) {
        written.addListener(result -> {
            if (!result.isSuccess()) {
                wire.close();
            } else if (!over) {
                meter.lastByteNs = ticker.nanos();
                meter.firstByteNs = meter.firstByteNs == null ? meter.lastByteNs : meter.firstByteNs;
                finish();
                goOn();
            }
        });
    }

    /// A provider gave no answer, so the client gets one in its own dialect.
    void unanswered(int status, CallError why) {
        meter.error = why;
        whole(status, dialect().refusal(Refusal.FAILED, why.message(), meter.callId()));
    }

    /// A provider's answer broke off, and the client's breaks off the same way.
    void broken(CallError why) {
        abort(why);
        wire.close();
    }

    private byte[] kept(String text) {
        return kept(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] kept(byte[] bytes) {
        meter.responseBytes += bytes.length;
        if (meter.door.spec().bodies() != null) {
            tape.frame(ticker.nanos() - meter.receivedNs, bytes);
        }
        return bytes;
    }

    private Dialect dialect() {
        return meter.endpoint().dialect();
    }

    private Envelope envelope() {
        boolean usageInStream = played != null && played.prompt().usageInStream();
        return new Envelope(meter.callId(), meter.modelRequested, Instant.now().getEpochSecond(), usageInStream);
    }

    @Override
    public void lost(CallError cause) {
        abort(cause);
    }

    @Override
    public void writable() {
        if (relay != null) {
            relay.resume();
        }
    }

    /// From any thread: the door is closing.
    void revoke() {
        wire.onLoop(() -> {
            boolean unanswered = !over;
            abort(REVOKED);
            if (unanswered) {
                wire.close();
            }
        });
    }

    private void abort(CallError cause) {
        if (over || aborted != null) {
            return;
        }
        if (relay != null && relay.complete()) {
            relay.cancel();
            relay.conclude();
            meter.lastByteNs = ticker.nanos();
            finish();
            return;
        }
        aborted = cause;
        meter.withdraw();
        if (playback != null) {
            playback.cancel();
        }
        if (relay != null) {
            relay.cancel();
        }
        if (rerun != null) {
            rerun.cancel();
        }
        if (!preparing) {
            finish();
        }
    }

    private void finish() {
        over = true;
        if (aborted != null) {
            meter.error = aborted;
            chargeWhatWasSent();
        }
        meter.release();
        long doneNs = ticker.nanos();
        workers.deliver(meter.requestBytes, () -> meter.door.deliver(this, () -> meter.record(doneNs)));
    }

    private void goOn() {
        if (workers.isCrowded()) {
            workers.deliver(0, () -> wire.onLoop(wire::finished));
        } else {
            wire.finished();
        }
    }

    /// A provider bills the whole prompt, and the output up to the moment at which it is told to stop.
    private void chargeWhatWasSent() {
        if (relay != null) {
            relay.settle();
        }
        if (rerun != null) {
            rerun.settle();
        }
        if (played != null && !charged) {
            meter.usageSource = CallMeter.PARTIAL;
            TokenUsage full = played.performance().usage();
            long output = playback == null ? 0 : playback.tokensOut();
            charge(new TokenUsage(full.freshInput(), full.cacheRead(), full.cacheWrite(), output, 0));
        }
    }

    /// Before the last byte is out, so that the client's next request finds it settled.
    private void charge(TokenUsage usage) {
        if (!charged) {
            charged = true;
            meter.generated(usage);
            meter.settle();
        }
    }

    /// As [#charge], once, for a usage that a provider reported.
    void settle(Answer.Tally tally) {
        if (!charged) {
            charged = true;
            meter.usage = tally.usage();
            meter.usageSource = tally.source();
            if (tally.source().equals("exact")) {
                meter.door.calibration().learn(meter.requestBytes, tally.usage().totalInput());
            }
            meter.settle();
        }
    }

    /// Its record is delivered.
    void free() {
        request.free();
    }

    /// As [#charge], for a call whose answer was played again.
    void settle(CallRecord earlier) {
        if (!charged) {
            charged = true;
            meter.answeredAs(earlier);
            if (meter.hold != null) {
                meter.settle();
            }
        }
    }

    void deliverBodies() {
        BodySink bodies = meter.door.spec().bodies();
        if (bodies != null) {
            bodies.take(tape.transcript(meter, request.bytes(), wire.head(), aborted)
                    .without(meter.door.redaction()));
        }
    }
}
