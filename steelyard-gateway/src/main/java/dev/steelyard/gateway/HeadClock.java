package dev.steelyard.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/// Hangs up on a client that begins the head of a request and does not end it. Stands before the decoder, which says
/// nothing of a head until it is whole. A connection that is silent between two requests may stay.
final class HeadClock extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private Deadline deadline;
    private boolean expecting = true;

    HeadClock(Duration limit) {
        this.limit = limit;
        this.deadline = new Deadline(limit, () -> {});
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = new Deadline(limit, () -> {
            var _ = context.close();
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (expecting) {
            deadline.start(context.executor());
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.end();
        context.fireChannelInactive();
    }

    /// A head is whole, and its body follows.
    void headRead() {
        expecting = false;
        deadline.stop();
    }

    /// What comes next is a head.
    void expectHead() {
        expecting = true;
    }
}
