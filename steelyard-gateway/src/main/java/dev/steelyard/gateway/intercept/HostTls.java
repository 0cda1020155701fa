package dev.steelyard.gateway.intercept;

import dev.steelyard.gateway.intercept.HostCounts.Fate;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Speaks TLS as the host that was asked for. Keys and signatures are made off the event loop, so that no cell waits
/// for another's handshake.
final class HostTls extends SniHandler {
    private static final int MAX_HELLO_BYTES = 32 << 10;
    private static final long PATIENCE_MS = 10_000;

    private final InterceptingProxy proxy;
    private final String host;
    private final Entrance entrance;
    private boolean misdirected;

    HostTls(InterceptingProxy proxy, String host, Entrance entrance) {
        super((String _, Promise<SslContext> promise) -> promise, MAX_HELLO_BYTES, PATIENCE_MS);
        this.proxy = proxy;
        this.host = host;
        this.entrance = entrance;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        context.pipeline().addLast(new Protocols(proxy, host, entrance));
    }

    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable String named) {
        Promise<SslContext> promise = context.executor().newPromise();
        if (named != null && !named.equals(host)) {
            countOnce(named);
            return promise.setFailure(new SSLException("the connection is for another host"));
        }
        proxy.tasks().execute(() -> promise.trySuccess(proxy.leaves().of(host)));
        return promise;
    }

    /// A hello that was refused is looked at again when its connection ends.
    private void countOnce(String named) {
        if (!misdirected) {
            entrance.count(Fate.MISDIRECTED, named);
        }
        misdirected = true;
    }

    @Override
    protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator, proxy.tasks());
        handler.setHandshakeTimeoutMillis(PATIENCE_MS);
        return handler;
    }
}
