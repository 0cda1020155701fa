package dev.steelyard.gateway.live;

import dev.steelyard.model.CallError;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends requests to one provider over HTTP/1.1, on connections that are kept for the next call of the same event
/// loop. Redirects are not followed, since they would carry the key elsewhere.
public final class ProviderClient {
    private static final int MAX_LINE_BYTES = 16 << 10;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    private final LiveSettings settings;
    private final Patience patience;
    private final @Nullable SslContext tls;
    private final Map<EventLoop, Deque<ProviderConnection>> idle = new ConcurrentHashMap<>();

    /// @throws LiveSettingsException if this JDK has no trust store
    public ProviderClient(LiveSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        this.tls = settings.address().tls() ? trusting() : null;
    }

    private static SslContext trusting() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new LiveSettingsException("this JDK cannot speak TLS: " + e.getMessage());
        }
    }

    /// @param channel what sockets of this event loop are
    public ProviderCall send(
            ProviderRequest request, EventLoop loop, Class<? extends Channel> channel, ReplyListener listener) {
        var call = new ProviderCall(http(request), listener);
        ProviderConnection kept = idle(loop).poll();
        if (kept != null) {
            kept.begin(call);
        } else {
            connect(loop, channel, call);
        }
        return call;
    }

    private FullHttpRequest http(ProviderRequest asked) {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                asked.path(),
                asked.body().retainedDuplicate());
        request.headers()
                .set(HttpHeaderNames.HOST, settings.address().authority())
                .add(asked.headers())
                .set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        HttpUtil.setContentLength(request, asked.body().readableBytes());
        return request;
    }

    private void connect(EventLoop loop, Class<? extends Channel> channel, ProviderCall call) {
        var connection = new ProviderConnection(patience, idle(loop));
        new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(patience.connect().toMillis()))
                .handler(pipeline(connection))
                .connect(host(), settings.address().port())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        connection.begin(call);
                    } else {
                        call.failed(unreachable(connected.cause()));
                    }
                });
    }

    private ChannelInitializer<Channel> pipeline(ProviderConnection connection) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                if (tls != null) {
                    made.pipeline()
                            .addLast(tls.newHandler(
                                    made.alloc(), host(), settings.address().port()));
                }
                made.pipeline()
                        .addLast(new HttpClientCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, CHUNK_BYTES))
                        .addLast(connection);
            }
        };
    }

    /// A URI writes IPv6 addresses in brackets, sockets want them without.
    private String host() {
        return settings.address().host().replaceAll("[\\[\\]]", "");
    }

    private CallError unreachable(Throwable cause) {
        String type = cause instanceof ConnectTimeoutException ? "connect_timeout" : "connect";
        return new CallError("network", type, "no connection to " + settings + ": " + cause.getMessage());
    }

    /// Used on its own loop only.
    private Deque<ProviderConnection> idle(EventLoop loop) {
        return idle.computeIfAbsent(loop, _ -> new ArrayDeque<>());
    }
}
