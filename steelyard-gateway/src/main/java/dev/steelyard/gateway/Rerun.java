package dev.steelyard.gateway;

import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.recording.Speed;
import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.gateway.recording.Transcript.Frame;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A recorded answer on its way to a client, frame by frame. Lives on the event loop.
final class Rerun {
    private static final CallError BROKEN = new CallError("network", "truncated", "the recorded answer ends here");

    /// A frame is stamped before it is written, its content after.
    private static final long SLACK_NS = 1_000_000;

    private final Transcript transcript;
    private final CallRecord recorded;
    private final Speed speed;
    private final CallMeter meter;
    private final Wire wire;
    private final Ticker ticker;
    private final Exchange exchange;
    private final Pauses pauses = new Pauses();
    private @Nullable Future<?> timer;
    private int next;
    private int sentBytes;
    private boolean cancelled;

    Rerun(Prepared.Replayed replayed, CallMeter meter, Wire wire, Ticker ticker, Exchange exchange) {
        RecordedCall call = replayed.call();
        this.transcript = call.transcript();
        this.recorded = call.record();
        this.speed = replayed.speed();
        this.meter = meter;
        this.wire = wire;
        this.ticker = ticker;
        this.exchange = exchange;
    }

    /// Late frames follow at once: the pace is kept against the request, not against the frame before.
    void proceed() {
        while (!cancelled && next < frames().size()) {
            Frame frame = frames().get(next);
            long waitNanos = meter.receivedNs + speed.scaledNs(frame.offsetNs()) - ticker.nanos();
            if (waitNanos > 0) {
                timer = wire.after(waitNanos, this::proceed);
                return;
            }
            write(frame);
        }
        if (!cancelled && frames().isEmpty()) {
            end(new byte[0]);
        }
    }

    private List<Frame> frames() {
        return transcript.frames();
    }

    private void write(Frame frame) {
        if (next == 0) {
            open();
        }
        long nowNs = ticker.nanos();
        pauses.frame(nowNs);
        note(frame, nowNs);
        byte[] bytes = Arrays.copyOfRange(transcript.response(), sentBytes, sentBytes + frame.length());
        sentBytes += frame.length();
        next++;
        if (next == frames().size()) {
            end(bytes);
        } else {
            wire.frame(exchange.kept(bytes));
        }
    }

    private void open() {
        HttpHeaders headers = new DefaultHttpHeaders();
        transcript.headers().forEach(headers::set);
        headers.set("request-id", meter.callId()).set("x-request-id", meter.callId());
        meter.status = transcript.status();
        boolean told = !transcript.streamed() && transcript.ending() == Transcript.Ending.WHOLE;
        wire.openAnswer(
                transcript.status(),
                headers,
                told ? OptionalLong.of(transcript.response().length) : OptionalLong.empty());
    }

    private void note(Frame frame, long nowNs) {
        if (meter.headersNs == null) {
            meter.headersNs = nowNs;
            meter.firstByteNs = nowNs;
        }
        Long content = recorded.firstContentNs();
        if (meter.firstContentNs == null
                && content != null
                && recorded.receivedNs() + frame.offsetNs() + SLACK_NS >= content) {
            meter.firstContentNs = nowNs;
        }
    }

    /// An answer that its client did not wait for ends as it did then: with the client.
    private void end(byte[] last) {
        settle();
        switch (transcript.ending()) {
            case WHOLE -> {
                meter.error = recorded.error();
                if (frames().isEmpty()) {
                    open();
                }
                meter.gaps = speed.asRecorded() && transcript.streamed() ? pauses.gaps() : null;
                exchange.end(wire.lastFrame(exchange.kept(last)));
            }
            case LEFT -> wire.frame(exchange.kept(last));
            case BROKEN -> {
                wire.frame(exchange.kept(last));
                exchange.broken(Objects.requireNonNullElse(recorded.error(), BROKEN));
            }
        }
    }

    /// What the answer cost then. Also for one that is broken off now, for that is when it is paid for.
    void settle() {
        exchange.settle(recorded);
    }

    void cancel() {
        cancelled = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
