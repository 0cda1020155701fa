package dev.steelyard.gateway.live;

import dev.steelyard.model.CallError;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection to a provider: busy with one call, or kept for the next.
final class ProviderConnection extends SimpleChannelInboundHandler<HttpObject> {
    /// Shorter than any provider's own: a connection that the other side is about to close would fail the next call.
    private static final Duration KEPT = Duration.ofSeconds(20);

    private static final CallError CLOSED =
            new CallError("network", "reset", "the provider closed the connection before its answer was complete");

    private final Patience patience;
    private final Deque<ProviderConnection> idle;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ProviderCall call;
    private @Nullable Future<?> timer;
    private long lastReadNs;
    private boolean sent;
    private boolean informational;
    private boolean reusable;
    private boolean held;

    ProviderConnection(Patience patience, Deque<ProviderConnection> idle) {
        this.patience = patience;
        this.idle = idle;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("a connection is used once it stands");
        }
        return context;
    }

    void close() {
        var _ = context().close();
    }

    /// The client is behind: what the provider sends stays in the kernel, and then with the provider.
    void hold() {
        held = true;
        context().channel().config().setAutoRead(false);
    }

    void resume() {
        if (held) {
            held = false;
            lastReadNs = System.nanoTime();
            context().channel().config().setAutoRead(true);
        }
    }

    void begin(ProviderCall next) {
        unwatch();
        if (next.listener() == null) {
            next.request().release();
            keep();
            return;
        }
        call = next;
        next.on(this);
        sent = false;
        reusable = false;
        watch(patience.head(), "head_timeout");
        context().writeAndFlush(next.request()).addListener((ChannelFuture written) -> written(next, written));
    }

    private void written(ProviderCall of, ChannelFuture written) {
        sent = written.isSuccess();
        ReplyListener listener = of.listener();
        if (sent && listener != null) {
            listener.sent();
        } else if (!sent) {
            exceptionCaught(context(), written.cause());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext reading, HttpObject message) {
        lastReadNs = informational ? lastReadNs : System.nanoTime();
        ReplyListener listener = call == null ? null : call.listener();
        if (listener == null || message.decoderResult().isFailure()) {
            fail(new CallError("network", "bad_response", "what came from the provider is not HTTP/1.1"));
            return;
        }
        if (message instanceof HttpResponse head) {
            head(head, listener);
        }
        if (message instanceof HttpContent content && !informational) {
            boolean last = message instanceof LastHttpContent;
            listener.body(content.content(), last);
            if (last) {
                answered();
            }
        }
    }

    /// Informational answers may come before the real one.
    private void head(HttpResponse head, ReplyListener listener) {
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!informational) {
            reusable = HttpUtil.isKeepAlive(head)
                    && (HttpUtil.isContentLengthSet(head) || HttpUtil.isTransferEncodingChunked(head));
            watch(patience.idle(), "idle_timeout");
            listener.head(head.status().code(), head.headers());
        }
    }

    private void answered() {
        unwatch();
        resume();
        if (call != null) {
            call.over();
            call = null;
        }
        if (reusable && sent) {
            keep();
        } else {
            close();
        }
    }

    private void keep() {
        if (context().channel().isActive()) {
            idle.push(this);
            timer = context().executor().schedule(this::discard, KEPT.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void discard() {
        idle.remove(this);
        close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        ReplyListener listener = call == null ? null : call.listener();
        if (listener != null) {
            listener.pause();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        fail(CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable thrown) {
        Throwable cause = thrown.getCause() instanceof SSLException ssl ? ssl : thrown;
        fail(
                cause instanceof SSLException
                        ? new CallError("network", "tls", "no secure connection: " + cause.getMessage())
                        : cause instanceof IOException
                                ? new CallError("network", "reset", "the connection broke: " + cause.getMessage())
                                : new CallError("gateway", "internal", cause.toString()));
    }

    private void fail(CallError why) {
        unwatch();
        idle.remove(this);
        ProviderCall failed = call;
        call = null;
        if (failed != null) {
            failed.failed(why);
        }
        close();
    }

    private void watch(Duration limit, String type) {
        unwatch();
        lastReadNs = System.nanoTime();
        again(limit, limit.toNanos(), type);
    }

    private void again(Duration limit, long nanos, String type) {
        timer = context().executor().schedule(() -> check(limit, type), nanos, TimeUnit.NANOSECONDS);
    }

    private void check(Duration limit, String type) {
        long left = lastReadNs + limit.toNanos() - System.nanoTime();
        if (left > 0) {
            again(limit, left, type);
        } else if (held) {
            fail(new CallError("client", "stalled", "the client read nothing for " + limit.toMillis() + " ms"));
        } else {
            fail(new CallError("network", type, "the provider was silent for " + limit.toMillis() + " ms"));
        }
    }

    private void unwatch() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
