package dev.steelyard.gateway.intercept;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/// Dials what a tunnel leads to: public addresses only, whatever name they go by, so that no cell reaches through the
/// harness what it could not reach itself.
record Dialler(Bootstrap client, Predicate<InetAddress> allowed) {
    private static final int PATIENCE_MS = 10_000;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int SHARED = 100;

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length > 4 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        // 0.0.0.0/8 and 100.64.0.0/10, the carriers' own.
        boolean reserved = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] == SHARED && (bytes[1] & 0xc0) == 0x40));
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !uniqueLocal
                && !reserved;
    }

    /// Resolves the name, which may block, then dials from the inbound connection's loop. What is dialled reads nothing
    /// until it is told to.
    ChannelFuture dial(ConnectRequest asked, Channel inbound) {
        InetAddress address;
        try {
            address = InetAddress.getByName(asked.host());
        } catch (UnknownHostException e) {
            return inbound.newFailedFuture(e);
        }
        if (!allowed.test(address)) {
            return inbound.newFailedFuture(new UnknownHostException("not a public address"));
        }
        return client.clone(inbound.eventLoop())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, PATIENCE_MS)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(address, asked.port()));
    }
}
