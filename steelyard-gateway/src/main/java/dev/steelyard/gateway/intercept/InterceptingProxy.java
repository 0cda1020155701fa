package dev.steelyard.gateway.intercept;

import dev.steelyard.model.OtherHosts;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The proxy of a gateway: one listener on loopback, an entrance for each cell that needs one, one authority.
public final class InterceptingProxy implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 4 << 10;
    private static final int MAX_HEADER_BYTES = 16 << 10;

    private final CertificateAuthority authority = new CertificateAuthority(Instant.now());
    private final Leaves leaves = new Leaves(authority);
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Entrance> entrances = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Supplier<ChannelHandler> rooms;
    private final Dialler dialler;
    private final Channel listener;

    private InterceptingProxy(ServerBootstrap server, Dialler dialler, Supplier<ChannelHandler> rooms) {
        this.dialler = dialler;
        this.rooms = rooms;
        this.listener = server.childHandler(new Arrivals())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /// @param server with everything but its handlers
    /// @param client for tunnels, with everything but its loop and handlers
    /// @param rooms a handler of HTTP/1.1 requests for each connection, or HTTP/2 stream, that was let in
    public static InterceptingProxy start(ServerBootstrap server, Bootstrap client, Supplier<ChannelHandler> rooms) {
        return start(server, new Dialler(client, Dialler::isPublic), rooms);
    }

    static InterceptingProxy start(ServerBootstrap server, Dialler dialler, Supplier<ChannelHandler> rooms) {
        return new InterceptingProxy(server, dialler, rooms);
    }

    /// @param id and `key`: what the cell must show
    /// @param address before the path of whatever is requested
    public Entrance open(String id, String key, String address, OtherHosts others) {
        var entrance = new Entrance(id, key, address, others, port(), authority.pem());
        entrances.put(id, entrance);
        return entrance;
    }

    /// Nobody enters any more, and who is inside is cut off.
    public void shut(Entrance entrance) {
        entrances.remove(entrance.id());
        entrance.close();
    }

    /// Sends a few requests through an entrance, so that no cell pays for a cold JVM.
    public void warmUp(Entrance entrance) throws IOException {
        new ProxyWarmUp(entrance, port(), authority.certificate()).run();
    }

    private int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    Optional<Entrance> entrance(ConnectRequest asked) {
        return Optional.ofNullable(entrances.get(asked.id())).filter(known -> known.opensWith(asked.key()));
    }

    ExecutorService tasks() {
        return tasks;
    }

    Leaves leaves() {
        return leaves;
    }

    Dialler dialler() {
        return dialler;
    }

    /// What serves requests that were let in.
    ChannelHandler room() {
        return rooms.get();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        entrances.values().forEach(Entrance::close);
        connections.close().awaitUninterruptibly();
        tasks.close();
    }

    private final class Arrivals extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            connections.add(channel);
            var decoder = new HttpRequestDecoder(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_LINE_BYTES);
            // What follows a CONNECT is not HTTP and must be left for the next handler.
            decoder.setSingleDecode(true);
            channel.pipeline()
                    .addLast(decoder)
                    .addLast(new HttpResponseEncoder())
                    .addLast(new Porter(InterceptingProxy.this));
        }
    }
}
