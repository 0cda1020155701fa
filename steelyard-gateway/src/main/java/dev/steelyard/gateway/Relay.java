package dev.steelyard.gateway;

import dev.steelyard.gateway.Prepared.Forwarded;
import dev.steelyard.gateway.live.Answer;
import dev.steelyard.gateway.live.AnswerStream;
import dev.steelyard.gateway.live.PassedHeaders;
import dev.steelyard.gateway.live.ProviderCall;
import dev.steelyard.gateway.live.ReplyListener;
import dev.steelyard.model.CallError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One call's way to a provider and back: bytes pass, the meter reads along. What was read at once is flushed at once.
/// Lives on the event loop of the client's connection, which the provider's connection shares.
///
/// A client that reads slowly makes the gateway hold what it has not read, which is at most one answer.
final class Relay implements ReplyListener {
    private static final int UNAUTHORIZED = 401;
    private static final int CLIENT_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
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
    private @Nullable ProviderCall call;
    private @Nullable AnswerStream stream;
    private boolean events;
    private boolean settled;
    private int status;

    Relay(Forwarded forwarded, CallMeter meter, Wire wire, Ticker ticker, Exchange exchange) {
        this.forwarded = forwarded;
        this.meter = meter;
        this.wire = wire;
        this.ticker = ticker;
        this.exchange = exchange;
        this.answer = Answer.in(meter.endpoint().dialect().id());
    }

    void start() {
        meter.attempts = 1;
        if (forwarded.request().usageAdded()) {
            meter.lossy.add("usage_requested");
        }
        call = forwarded.upstream().send(forwarded.onward(), forwarded.request().body(), wire.loop(), this);
    }

    @Override
    public void sent() {
        meter.sentNs = ticker.nanos();
    }

    @Override
    public void head(int answered, HttpHeaders headers) {
        meter.headersNs = ticker.nanos();
        status = answered;
        if (status == UNAUTHORIZED) {
            // Providers repeat parts of the key that they refuse, so their words do not pass.
            cancel();
            exchange.unanswered(UNAUTHORIZED, KEY_REFUSED);
            return;
        }
        meter.status = status;
        events = headers.get(HttpHeaderNames.CONTENT_TYPE, "")
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
        boolean withhold = events && forwarded.request().usageAdded();
        stream = new AnswerStream(answer, events, withhold);
        wire.openAnswer(status, PassedHeaders.back(headers), withhold ? OptionalLong.empty() : length(headers));
    }

    /// The decoder has refused lengths that are none.
    private static OptionalLong length(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        return length == null || chunked ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    @Override
    public void body(ByteBuf bytes, boolean last) {
        if (stream == null) {
            return;
        }
        long nowNs = ticker.nanos();
        if (bytes.isReadable() && meter.firstByteNs == null) {
            meter.firstByteNs = nowNs;
        }
        byte[] onward = stream.pass(ByteBufUtil.getBytes(bytes));
        byte[] rest = last ? stream.end() : new byte[0];
        if (answer.content() && meter.firstContentNs == null && status < CLIENT_ERROR) {
            meter.firstContentNs = events ? (Long) nowNs : meter.firstByteNs;
        }
        if (answer.complete()) {
            settle();
        }
        wire.part(exchange.kept(onward));
        if (last) {
            end(rest);
        }
    }

    private void end(byte[] rest) {
        conclude();
        exchange.end(wire.lastFrame(exchange.kept(rest)));
    }

    /// What is known of the answer goes into the record.
    void conclude() {
        settle();
        if (stream != null && stream.withheld()) {
            meter.lossy.add("usage_withheld");
        }
        if (status >= CLIENT_ERROR) {
            meter.error = answer.error()
                    .map(this::redacted)
                    .orElseGet(() -> new CallError("provider", "http_" + status, "HTTP status " + status));
        } else if (answer.error().isPresent()) {
            meter.error = redacted(answer.error().get());
        } else if (events && !answer.complete() && answer.stopReason().isEmpty()) {
            meter.error = TRUNCATED;
        }
        if (answer.unread() > 0 && status < CLIENT_ERROR) {
            meter.lossy.add("unread");
        }
    }

    private CallError redacted(CallError error) {
        var upstream = forwarded.upstream();
        return new CallError(error.origin(), upstream.redacted(error.type()), upstream.redacted(error.message()));
    }

    @Override
    public void pause() {
        wire.flush();
    }

    @Override
    public void failed(CallError why) {
        if (stream != null && answer.complete()) {
            end(stream.end());
        } else if (status == 0) {
            settle();
            exchange.unanswered(why.type().endsWith("timeout") ? GATEWAY_TIMEOUT : BAD_GATEWAY, why);
        } else {
            exchange.broken(why);
        }
    }

    /// The client has all that the model said, though the connection may still have to say so.
    boolean complete() {
        return answer.complete();
    }

    /// Stops the provider.
    void cancel() {
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
        meter.toolCalls.addAll(answer.toolCalls());
        meter.usageRaw.putAll(answer.usageRaw());
        boolean billed = meter.sentNs != null && status < CLIENT_ERROR;
        if (billed && meter.endpoint().generates()) {
            exchange.settle(answer.tally(forwarded.request().body().length));
        }
    }
}
