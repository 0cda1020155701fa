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
    private static final int IPV4_BYTES = 4;

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && (bytes.length == IPV4_BYTES ? isRouted(bytes) : isGlobal(bytes));
    }

    /// Not this network (0/8), nor a carrier's own (100.64/10), nor what is reserved (240/4).
    private static boolean isRouted(byte[] ipv4) {
        int first = Byte.toUnsignedInt(ipv4[0]);
        boolean carriers = first == 100 && (ipv4[1] & 0xc0) == 0x40;
        return first != 0 && first < 240 && !carriers;
    }

    /// In 2000::/3, and not an IPv4 address in disguise (6to4, 2002::/16).
    private static boolean isGlobal(byte[] ipv6) {
        return (ipv6[0] & 0xe0) == 0x20 && !(ipv6[0] == 0x20 && ipv6[1] == 0x02);
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
