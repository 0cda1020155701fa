package dev.steelyard.gateway;

import dev.steelyard.gateway.intercept.Entrance;
import dev.steelyard.gateway.intercept.InterceptingProxy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.Simulation;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The metering gateway on loopback: one HTTP server, any number of doors, one upstream.
public final class Gateway implements AutoCloseable {
    private static final int MAX_PORT = 65_535;
    private static final int SHUTDOWN_SECONDS = 5;

    /// What a client leaves unread beyond what the kernel holds: above it a provider is held, below it goes on.
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(128 << 10, 256 << 10);

    private final Upstream upstream;
    private final Ticker ticker;
    private final Consumer<CallRecord> records;
    private final Transport transport = Transport.best();
    private final EventLoopGroup loops = transport.loops();
    private final Reception reception;
    private final Channel listener;
    private @Nullable InterceptingProxy proxy;

    private Gateway(int port, Upstream upstream, Ticker ticker, Courtesy courtesy, Consumer<CallRecord> records) {
        this.upstream = upstream;
        this.ticker = ticker;
        this.records = records;
        this.reception = new Reception(ticker, courtesy);
        this.listener = listen(port);
    }

    /// @param port 0 for any that is free
    /// @param calls takes each call's record once, on one thread at a time, off the event loop
    /// @throws GatewayException if the port is taken
    public static Gateway start(int port, Upstream upstream, Ticker ticker, Consumer<CallRecord> calls) {
        return start(port, upstream, ticker, Courtesy.DEFAULT, calls);
    }

    static Gateway start(int port, Upstream upstream, Ticker ticker, Courtesy courtesy, Consumer<CallRecord> calls) {
        return new Gateway(port, upstream, ticker, courtesy, calls);
    }

    private Channel listen(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and " + MAX_PORT + ", got " + port);
        }
        ChannelFuture bound = server().childHandler(reception)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            reception.close();
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new GatewayException(
                    "cannot listen on 127.0.0.1:" + port + ", is something else running there? "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private ServerBootstrap server() {
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public Door open(DoorSpec spec) {
        return open(spec, upstream, records);
    }

    private Door open(DoorSpec spec, Upstream from, Consumer<CallRecord> to) {
        var door = new Door(spec, port(), from, reception.bodyRoom().share(), to, reception::shut);
        reception.opened(door);
        return door;
    }

    /// Lets a cell in by proxy as well, for an agent that takes no base URL. Ends with its door.
    public Entrance intercept(Door door, OtherHosts others) {
        InterceptingProxy through = proxy();
        Entrance entrance = through.open(door.id(), door.key(), Route.to(door.id()), others);
        door.whenClosed(() -> through.shut(entrance));
        return entrance;
    }

    /// As [#warmUp], for [#intercept].
    public void warmUpProxy() {
        try (Door door = open(WarmUp.DOOR, new SimulatedUpstream(Simulation.INSTANT), _ -> {})) {
            proxy().warmUp(intercept(door, OtherHosts.REFUSE));
        } catch (IOException e) {
            throw new GatewayException("the proxy does not answer itself: " + e.getMessage(), e);
        }
    }

    private synchronized InterceptingProxy proxy() {
        if (proxy == null) {
            Bootstrap client = new Bootstrap().channel(transport.clientChannel());
            proxy = InterceptingProxy.start(
                    server(),
                    client.option(ChannelOption.TCP_NODELAY, true),
                    () -> new Connection(reception, new HeadClock(Courtesy.DEFAULT.head())));
        }
        return proxy;
    }

    private synchronized void closeProxy() {
        if (proxy != null) {
            proxy.close();
        }
    }

    /// Sends loop-back requests through the whole pipeline until they get no faster, so that the first cell does not
    /// pay
    /// for a cold JVM, and returns the median round trip. Leaves no records and asks no provider anything: a live
    /// upstream's way out leads back to the gateway itself.
    public Duration warmUp() {
        return switch (upstream) {
            case SimulatedUpstream simulated -> warmUp(simulated.at(Simulation.INSTANT));
            case RecordedUpstream _ -> warmUp(new SimulatedUpstream(Simulation.INSTANT));
            case LiveUpstream live -> {
                try (Door end = open(WarmUp.DOOR, new SimulatedUpstream(Simulation.INSTANT), _ -> {});
                        Door door = open(WarmUp.DOOR, live.leadingTo(end), _ -> {})) {
                    yield new WarmUp(port(), door, ticker, WarmUp.PATHS).run();
                }
            }
        };
    }

    private Duration warmUp(SimulatedUpstream instant) {
        try (Door door = open(WarmUp.DOOR, instant, _ -> {})) {
            return new WarmUp(port(), door, ticker, WarmUp.PATHS).run();
        }
    }

    /// For tests: what request bodies take of the memory.
    long bodyBytes() {
        return reception.bodyRoom().takenBytes();
    }

    /// For tests: the connections that are open now.
    List<Channel> connections() {
        return reception.connections();
    }

    /// Closes every door, then the server. Nothing is in flight afterwards.
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        reception.close();
        closeProxy();
        loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
