package dev.steelyard.gateway.intercept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Ends a connection whose bytes cannot be read.
final class LastWord extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        var _ = context.close();
    }
}
