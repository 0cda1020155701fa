package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.model.CallError;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One client connection. It is always read, also while an answer is under way: that is how a client that goes away
/// is noticed at once. Requests that arrive early wait for their turn.
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    /// More than any client pipelines; one that goes on sending is not listening.
    private static final int MAX_WAITING = 16;

    private static final CallError GONE = new CallError("client", "aborted", "the client closed its connection");

    private static final CallError SLOW =
            new CallError("client", "body_timeout", "the request's body was begun, and did not come");
    private static final CallError BAD_FRAMING =
            new CallError("client", "bad_framing", "the request's body is not HTTP/1.1");

    private final Reception reception;
    private final HeadClock heads;
    private final Queue<Turn> complete = new ArrayDeque<>();
    private @Nullable Turn receiving;
    private CallError cause = GONE;

    private @Nullable Deadline body;

    /// Whether what came is no HTTP, so that nothing after it is either.
    private boolean broken;

    /// @param heads told when a head is awaited
    Connection(Reception reception, HeadClock heads) {
        this.reception = reception;
        this.heads = heads;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        body = new Deadline(reception.courtesy().body(), () -> hangUp(context, SLOW));
    }

    private Deadline body() {
        return Objects.requireNonNull(body);
    }

    private void hangUp(ChannelHandlerContext context, CallError why) {
        cause = why;
        // First, since the client may see the end before this loop does, and close its door.
        tellTurns();
        var _ = context.close();
    }

    private void tellTurns() {
        for (Turn turn : complete.toArray(Turn[]::new)) {
            turn.lost(cause);
        }
        if (receiving != null) {
            receiving.lost(cause);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (broken) {
            return;
        }
        if (message instanceof HttpRequest head) {
            heads.headRead();
            broken = head.decoderResult().isFailure();
            receiving = turn(context, head);
        } else if (message.decoderResult().isFailure()) {
            // The decoder gives out what broke as if it were the last of the body.
            hangUp(context, BAD_FRAMING);
            return;
        }
        if (receiving != null && message instanceof HttpContent content) {
            receiving.body(content.content());
            body().restart(context.executor());
        }
        // After a head that is none, the decoder may give out no end.
        if (receiving != null && (broken || message instanceof LastHttpContent)) {
            body().stop();
            heads.expectHead();
            complete(context, receiving);
            receiving = null;
        }
    }

    private Turn turn(ChannelHandlerContext context, HttpRequest head) {
        var wire = new Wire(context, () -> answered(context));
        if (head.decoderResult().isFailure()) {
            return Notice.refusal(Dialect.OPENAI_CHAT, Refusal.BAD_REQUEST, "this is not HTTP/1.1", wire);
        }
        if (HttpUtil.is100ContinueExpected(head)) {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        return reception.turn(head, wire);
    }

    private void complete(ChannelHandlerContext context, Turn turn) {
        complete.add(turn);
        if (complete.size() == 1) {
            turn.begin();
        } else if (complete.size() > MAX_WAITING) {
            var _ = context.close();
        }
    }

    private void answered(ChannelHandlerContext context) {
        complete.remove();
        if (broken && complete.isEmpty()) {
            var _ = context.close();
        }
        Turn next = complete.peek();
        if (next != null && context.channel().isActive()) {
            next.begin();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Turn answering = complete.peek();
        if (answering != null && context.channel().isWritable()) {
            answering.writable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        body().end();
        tellTurns();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        if (!(thrown instanceof IOException)) {
            cause = new CallError("gateway", "internal", thrown.toString());
        }
        var _ = context.close();
    }
}
