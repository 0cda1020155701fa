package dev.steelyard.gateway;

import dev.steelyard.gateway.Prepared.Forwarded;
import dev.steelyard.gateway.live.Answer;
import dev.steelyard.gateway.live.MediaTypes;
import dev.steelyard.gateway.live.OversizedException;
import dev.steelyard.gateway.live.Passage;
import dev.steelyard.gateway.live.ProviderCall;
import dev.steelyard.gateway.live.ReplyListener;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One call's way to a provider and back: the answer goes its [Passage], the meter reads along. What was read at once
/// is flushed at once. Lives on the event loop of the client's connection, which the provider's connection shares.
///
/// A client that reads slowly slows the provider down: while too much is unread, nothing more is read.
final class Relay implements ReplyListener {
    private static final int UNAUTHORIZED = 401;
    private static final int CLIENT_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final byte[] NOTHING = {};
    private static final CallError KEY_REFUSED =
            new CallError("provider", "authentication_error", "the provider refuses the key of this experiment");
    private static final CallError TRUNCATED =
            new CallError("network", "truncated", "the provider's stream ended before its last event");

    private final Forwarded forwarded;
    private final CallMeter meter;
    private final Wire wire;
    private final Ticker ticker;
    private final Exchange exchange;
    private final Answer answer;
    private final Tries tries;
    private final Pauses pauses = new Pauses();
    private @Nullable ProviderCall call;
    private @Nullable Future<?> waiting;
    private @Nullable Passage passage;
    private boolean events;
    private boolean opened;
    private boolean settled;
    private int status;

    Relay(Forwarded forwarded, CallMeter meter, Wire wire, Ticker ticker, Exchange exchange) {
        this.forwarded = forwarded;
        this.meter = meter;
        this.wire = wire;
        this.ticker = ticker;
        this.exchange = exchange;
        this.answer = Answer.in(forwarded.dialect());
        this.tries = new Tries(forwarded.upstream().retries(), meter, ticker);
    }

    void start() {
        tries.begin();
        call = forwarded.upstream().send(forwarded.request(), wire.loop(), this);
    }

    @Override
    public void sent() {
        meter.sentNs = ticker.nanos();
    }

    @Override
    public void head(int answered, HttpHeaders headers) {
        meter.headersNs = ticker.nanos();
        status = answered;
        tries.head(status, headers);
        Optional<Duration> again = tries.afterStatus();
        if (again.isPresent()) {
            again(again.get(), new CallError("provider", "http_" + status, "HTTP status " + status));
        } else if (status == UNAUTHORIZED) {
            // Providers repeat parts of the key that they refuse, so their words do not pass.
            cancel();
            tries.end(KEY_REFUSED, TokenUsage.ZERO);
            exchange.unanswered(UNAUTHORIZED, KEY_REFUSED);
        } else {
            events = MediaTypes.events(headers);
            passage = forwarded.passage(answer, status, headers);
            open(passage);
        }
    }

    private void again(Duration wait, CallError why) {
        cancel();
        tries.end(why, TokenUsage.ZERO);
        status = 0;
        meter.sentNs = null;
        meter.headersNs = null;
        waiting = wire.after(wait.toNanos(), this::start);
    }

    private void open(Passage way) {
        way.opening().filter(_ -> !opened).ifPresent(opening -> {
            opened = true;
            meter.status = opening.status();
            wire.openAnswer(opening.status(), opening.headers(), opening.length());
        });
    }

    @Override
    public void body(ByteBuf bytes, boolean last) {
        if (passage == null) {
            return;
        }
        long nowNs = ticker.nanos();
        if (bytes.isReadable() && meter.firstByteNs == null) {
            meter.firstByteNs = nowNs;
        }
        if (events && bytes.isReadable()) {
            pauses.frame(nowNs);
        }
        byte[] onward;
        byte[] rest;
        try {
            onward = passage.pass(ByteBufUtil.getBytes(bytes));
            rest = last ? passage.end() : NOTHING;
        } catch (OversizedException e) {
            cancel();
            failed(new CallError("provider", "too_large", e.getMessage()));
            return;
        }
        if (answer.content() && meter.firstContentNs == null && status < CLIENT_ERROR) {
            meter.firstContentNs = events ? (Long) nowNs : meter.firstByteNs;
        }
        if (answer.complete()) {
            settle();
        }
        open(passage);
        exchange.kept(onward);
        wire.part(passage.unchanged() ? bytes.retainedDuplicate() : Unpooled.wrappedBuffer(onward));
        if (last) {
            end(rest);
        } else if (!wire.writable() && call != null) {
            call.hold();
        }
    }

    private void end(byte[] rest) {
        conclude();
        exchange.end(wire.lastFrame(exchange.kept(rest)));
    }

    /// What is known of the answer goes into the record.
    void conclude() {
        if (passage != null) {
            meter.lossy.addAll(passage.losses());
        }
        meter.gaps = pauses.gaps();
        meter.error = error();
        settle();
        if (answer.unread() > 0 && status < CLIENT_ERROR) {
            meter.lossy.add("unread");
        }
        if (answer.empty() && meter.error == null && meter.endpoint().generates()) {
            meter.lossy.add("empty_completion");
        }
    }

    private @Nullable CallError error() {
        Optional<CallError> told = answer.error().or(() -> passage == null ? Optional.empty() : passage.failure());
        if (told.isPresent()) {
            return redacted(told.get());
        }
        if (status >= CLIENT_ERROR) {
            return new CallError("provider", "http_" + status, "HTTP status " + status);
        }
        return events && !answer.complete() && answer.stopReason().isEmpty() ? TRUNCATED : null;
    }

    private CallError redacted(CallError error) {
        var settings = forwarded.upstream().settings();
        return new CallError(error.origin(), settings.redacted(error.type()), settings.redacted(error.message()));
    }

    /// The client has read on.
    void resume() {
        if (call != null) {
            call.resume();
        }
    }

    @Override
    public void pause() {
        wire.flush();
    }

    @Override
    public void failed(CallError why) {
        Optional<Duration> again = tries.afterFailure(why);
        if (again.isPresent()) {
            again(again.get(), why);
        } else if (passage != null && answer.complete()) {
            byte[] rest = passage.end();
            open(passage);
            end(rest);
        } else if (opened) {
            exchange.broken(why);
        } else {
            meter.error = why;
            settle();
            exchange.unanswered(why.type().endsWith("timeout") ? GATEWAY_TIMEOUT : BAD_GATEWAY, why);
        }
    }

    /// The client has all that the model said, though the connection may still have to say so.
    boolean complete() {
        return answer.complete() && opened;
    }

    /// Stops the provider.
    void cancel() {
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (call != null) {
            call.cancel();
        }
    }

    /// Before the last byte is out, so that the client's next request finds it settled. Once. What never reached the
    /// provider, or was refused by it, costs nothing; whatever else is known or guessed of the rest is charged.
    void settle() {
        if (settled) {
            return;
        }
        settled = true;
        meter.error = meter.error == null && status != 0 && answer.complete() ? error() : meter.error;
        meter.toolCalls.addAll(answer.toolCalls());
        meter.usageRaw.putAll(answer.usageRaw());
        meter.stopReason = answer.stopReason().isEmpty() ? null : answer.stopReason();
        boolean billed = meter.sentNs != null
                && status < CLIENT_ERROR
                && meter.endpoint().generates();
        Answer.Tally tally = answer.tally(forwarded.request().body().readableBytes());
        if (billed) {
            exchange.settle(tally);
        }
        tries.end(meter.error, billed ? tally.usage() : TokenUsage.ZERO);
    }
}
