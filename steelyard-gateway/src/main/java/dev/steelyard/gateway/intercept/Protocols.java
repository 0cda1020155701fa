package dev.steelyard.gateway.intercept;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// After the handshake: HTTP/2 if the client chose it, else HTTP/1.1; the requests of both look the same further in.
final class Protocols extends ApplicationProtocolNegotiationHandler {
    private static final int MAX_LINE_BYTES = 16 << 10;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int MAX_STREAMS = 100;

    /// A whole prompt, of a stream and of the connection: without it a client waits a round trip for every 64 KB.
    private static final int WINDOW_BYTES = 4 << 20;

    private static final int BARE_WINDOW_BYTES = 65_535;

    private final InterceptingProxy proxy;
    private final String host;
    private final Entrance entrance;

    Protocols(InterceptingProxy proxy, String host, Entrance entrance) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.proxy = proxy;
        this.host = host;
        this.entrance = entrance;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            context.pipeline()
                    .addLast(Http2FrameCodecBuilder.forServer()
                            .initialSettings(Http2Settings.defaultSettings()
                                    .maxConcurrentStreams(MAX_STREAMS)
                                    .initialWindowSize(WINDOW_BYTES)
                                    .maxHeaderListSize(MAX_HEADER_BYTES))
                            .build())
                    .addLast(new Http2MultiplexHandler(new Streams()))
                    .addLast(new LastWord());
            var _ = context.channel()
                    .writeAndFlush(new DefaultHttp2WindowUpdateFrame(WINDOW_BYTES - BARE_WINDOW_BYTES));
        } else {
            context.pipeline()
                    .addLast(new HttpServerCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, CHUNK_BYTES))
                    .addLast(new HttpServerKeepAliveHandler())
                    .addLast(new Readdressed(host, entrance))
                    .addLast(proxy.room());
        }
    }

    private final class Streams extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel stream) {
            stream.pipeline()
                    .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                    .addLast(new Readdressed(host, entrance))
                    .addLast(proxy.room());
        }
    }

    /// A client that does not trust the authority, or speaks no TLS: its affair, and no news for a log.
    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        var _ = context.close();
    }
}
