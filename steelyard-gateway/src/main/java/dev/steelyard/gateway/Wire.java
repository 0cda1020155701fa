package dev.steelyard.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Writes one answer to a connection. Every write is flushed at once: a frame that waits for company would be
/// metered as the model's delay.
final class Wire {
    private static final int CLIENT_ERROR = 400;
    private static final int BAD_GATEWAY = 502;

    private final ChannelHandlerContext context;
    private final Runnable onFinished;
    private HttpHeaders head = EmptyHttpHeaders.INSTANCE;

    Wire(ChannelHandlerContext context, Runnable onFinished) {
        this.context = context;
        this.onFinished = onFinished;
    }

    ChannelFuture whole(int status, String requestId, byte[] body) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        if (body.length > 0) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        }
        // What the gateway itself refuses, it refuses again; what befell the network may pass.
        if (status >= CLIENT_ERROR && status < BAD_GATEWAY) {
            response.headers().set("x-should-retry", "false");
        }
        identify(response.headers(), requestId);
        HttpUtil.setContentLength(response, body.length);
        head = response.headers();
        return context.writeAndFlush(response);
    }

    /// Leaves in one packet with the first frame.
    void openStream(String requestId, String mediaType) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, mediaType)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
                .set("x-accel-buffering", "no");
        identify(response.headers(), requestId);
        HttpUtil.setTransferEncodingChunked(response, true);
        head = response.headers();
        context.write(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /// A provider's head. Leaves with what comes next, at the latest with [#flush].
    ///
    /// @param headers that pass
    /// @param length of the body, or empty if only its end will tell
    void openAnswer(int status, HttpHeaders headers, OptionalLong length) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        response.headers().set(headers);
        if (length.isPresent()) {
            HttpUtil.setContentLength(response, length.getAsLong());
        } else {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        head = response.headers();
        context.write(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /// The answer's headers; none if it has not begun.
    HttpHeaders head() {
        return head;
    }

    /// Waits for [#flush].
    void part(ByteBuf part) {
        if (part.isReadable()) {
            context.write(new DefaultHttpContent(part)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            part.release();
        }
    }

    void flush() {
        context.flush();
    }

    /// False while the client leaves too much unread.
    boolean writable() {
        return context.channel().isWritable();
    }

    Channel channel() {
        return context.channel();
    }

    EventLoop loop() {
        return context.channel().eventLoop();
    }

    void frame(byte[] frame) {
        frame(frame, ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    void frame(byte[] frame, ChannelFutureListener listener) {
        if (frame.length > 0) {
            context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(frame)))
                    .addListener(listener);
        }
    }

    ChannelFuture lastFrame(byte[] frame) {
        return context.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(frame)));
    }

    private static void identify(HttpHeaders headers, String requestId) {
        headers.set("request-id", requestId).set("x-request-id", requestId);
    }

    /// The answer is out; the connection may go on with its next request.
    void finished() {
        onFinished.run();
    }

    void onLoop(Runnable work) {
        context.executor().execute(() -> guarded(work));
    }

    ScheduledFuture<?> after(long nanos, Runnable work) {
        return context.executor().schedule(() -> guarded(work), nanos, TimeUnit.NANOSECONDS);
    }

    /// An event loop would only log what its tasks throw, and the call would hang: it must end the connection.
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            context.pipeline().fireExceptionCaught(e);
        }
    }

    void close() {
        var _ = context.close();
    }
}
