package dev.steelyard.gateway.intercept;

import dev.steelyard.gateway.intercept.HostCounts.Fate;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the one request of a proxy connection, its CONNECT, and decides where the connection leads. Gone afterwards.
final class Porter extends SimpleChannelInboundHandler<HttpObject> {
    /// For the head; whoever needs longer is not a client but a hand over the door.
    private static final long PATIENCE_SECONDS = 10;

    private final InterceptingProxy proxy;
    private @Nullable HttpRequest head;
    private @Nullable ScheduledFuture<?> deadline;

    Porter(InterceptingProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> end(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            head = request;
        }
        // The decoder may only leave once it has given out the whole request.
        if (head != null && message instanceof LastHttpContent) {
            HttpRequest whole = head;
            head = null;
            decide(context, whole);
        }
    }

    private void decide(ChannelHandlerContext context, HttpRequest whole) {
        if (whole.decoderResult().isFailure()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "This is not HTTP/1.1.");
            return;
        }
        if (!whole.method().equals(HttpMethod.CONNECT)) {
            refuse(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "This proxy only takes CONNECT.");
            return;
        }
        Optional<ConnectRequest> asked = ConnectRequest.of(whole);
        if (asked.isEmpty()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "CONNECT takes host:port.");
            return;
        }
        proxy.entrance(asked.get())
                .ifPresentOrElse(
                        entrance -> letIn(context, asked.get(), entrance),
                        () -> refuse(
                                context,
                                HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED,
                                "This proxy wants the user and the password of its cell."));
    }

    private void letIn(ChannelHandlerContext context, ConnectRequest asked, Entrance entrance) {
        entrance.entered(context.channel());
        if (asked.toAModel()) {
            entrance.count(Fate.SERVED, asked.named());
            accept(context);
            leave(context, new HostTls(proxy, asked.host(), entrance));
            return;
        }
        switch (entrance.others()) {
            case REFUSE -> {
                entrance.count(Fate.REFUSED, asked.named());
                refuse(
                        context,
                        HttpResponseStatus.FORBIDDEN,
                        "Only the hosts of models are reached from here, and " + asked.named() + " is none of them.");
            }
            case TUNNEL -> tunnel(context, asked, entrance);
        }
    }

    private void tunnel(ChannelHandlerContext context, ConnectRequest asked, Entrance entrance) {
        context.channel().config().setAutoRead(false);
        proxy.tasks()
                .execute(() -> proxy.dialler().dial(asked, context.channel()).addListener((ChannelFutureListener)
                        dialled -> dialled(context, asked, entrance, dialled)));
    }

    /// On the loop of both connections.
    private void dialled(
            ChannelHandlerContext context, ConnectRequest asked, Entrance entrance, ChannelFuture dialled) {
        if (!context.channel().isActive()) {
            var _ = dialled.channel().close();
        } else if (dialled.isSuccess()) {
            entrance.count(Fate.TUNNELLED, asked.named());
            entrance.entered(dialled.channel());
            accept(context);
            leave(context, new Splice(dialled.channel()));
            dialled.channel().pipeline().addLast(new Splice(context.channel()));
            context.channel().config().setAutoRead(true);
            dialled.channel().config().setAutoRead(true);
        } else {
            entrance.count(Fate.UNREACHABLE, asked.named());
            refuse(context, HttpResponseStatus.BAD_GATEWAY, asked.named() + " is not reached from here.");
        }
    }

    private static void accept(ChannelHandlerContext context) {
        // No length and no encoding: the head ends the answer, and what follows is the tunnel.
        var _ = context.writeAndFlush(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, new HttpResponseStatus(200, "Connection established")));
    }

    /// The decoder goes last: what it has not read yet then reaches the next handler.
    private void leave(ChannelHandlerContext context, ChannelHandler next) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addLast(next);
        pipeline.remove(this);
        pipeline.remove(HttpResponseEncoder.class);
        pipeline.remove(HttpRequestDecoder.class);
    }

    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        var body = Unpooled.copiedBuffer(why + "\n", StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            response.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"cell\"");
        }
        HttpUtil.setContentLength(response, body.readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        end(context);
    }

    private static void end(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
