package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Takes connections, and says for each request head what is to become of it.
@Sharable
final class Reception extends ChannelInitializer<SocketChannel> implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 16 << 10;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final String GOOGLE_KEY = "x-goog-api-key";
    private static final String BEARER = "Bearer ";

    private final Map<String, Door> doors = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Ticker ticker;
    private final Workers workers = new Workers();
    private final Courtesy courtesy;
    private final Lobby lobby;
    private final BodyRoom bodyRoom;

    Reception(Ticker ticker, Courtesy courtesy) {
        this.ticker = ticker;
        this.courtesy = courtesy;
        this.lobby = new Lobby(courtesy.strangers(), courtesy.connectionsPerDoor());
        this.bodyRoom = new BodyRoom(courtesy.bodyBytes());
    }

    Courtesy courtesy() {
        return courtesy;
    }

    BodyRoom bodyRoom() {
        return bodyRoom;
    }

    void opened(Door door) {
        doors.put(door.id(), door);
    }

    void shut(Door door) {
        doors.remove(door.id());
    }

    List<Channel> connections() {
        return List.copyOf(connections);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        lobby.entered(channel);
        channel.closeFuture().addListener(_ -> lobby.left(channel));
        var clock = new HeadClock(courtesy.head());
        channel.pipeline()
                .addLast(clock)
                .addLast(new HttpServerCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, CHUNK_BYTES))
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new Connection(this, clock));
    }

    Turn turn(HttpRequest head, Wire wire) {
        long receivedNs = ticker.nanos();
        Route route = Route.of(head.uri());
        Optional<Door> door = Optional.ofNullable(doors.get(route.door()));
        boolean probe = head.method().equals(HttpMethod.HEAD)
                || (head.method().equals(HttpMethod.GET) && route.path().isEmpty());
        if (probe && door.isPresent()) {
            return Notice.empty(wire);
        }
        Dialect dialect = dialect(route, head.headers());
        return door.filter(known -> opens(known, route, head.headers()))
                .map(known -> inside(known, head, route, dialect, wire, receivedNs))
                .orElseGet(() -> Notice.refusal(dialect, Refusal.UNAUTHORIZED, "unknown key or address", wire));
    }

    private Turn inside(Door door, HttpRequest head, Route route, Dialect dialect, Wire wire, long receivedNs) {
        if (!lobby.admits(wire.channel(), door.id())) {
            return Notice.refusal(dialect, Refusal.BUSY, "too many connections to this address", wire);
        }
        HttpMethod method = head.method();
        Optional<Target> target = Target.of(route);
        if (method.equals(HttpMethod.POST) && target.isPresent()) {
            long expectedBytes = HttpUtil.getContentLength(head, -1L);
            return call(door, target.get(), Onward.of(head, route), expectedBytes, wire, receivedNs);
        }
        if (method.equals(HttpMethod.GET) && route.path().equals("models")) {
            return Notice.ok(dialect.models(List.of(door.spec().model().servedName())), wire);
        }
        if (method.equals(HttpMethod.GET) && target.map(Target::endpoint).equals(Optional.of(Endpoint.RESPONSES))) {
            return Notice.refusal(dialect, Refusal.UPGRADE_REQUIRED, "WebSocket is not spoken here, use POST", wire);
        }
        return Notice.refusal(dialect, Refusal.NOT_FOUND, "nothing answers " + method + " " + route.path(), wire);
    }

    private Turn call(Door door, Target target, Onward onward, long expectedBytes, Wire wire, long receivedNs) {
        Door.Ticket ticket = door.number(target.endpoint());
        var meter = new CallMeter(door, target, ticket.seq(), receivedNs);
        var preparation = new Preparation(ticker, ticket, onward, workers);
        var body = new RequestBody(door.bodyRoom(), expectedBytes);
        var exchange = new Exchange(meter, body, preparation, wire, ticker, workers);
        return door.admit(exchange)
                ? exchange
                : Notice.refusal(target.endpoint().dialect(), Refusal.UNAUTHORIZED, "this address is closed", wire);
    }

    private static boolean opens(Door door, Route route, HttpHeaders headers) {
        String bearer = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        String token = bearer.startsWith(BEARER) ? bearer.substring(BEARER.length()) : "";
        return Stream.of(headers.get("x-api-key", ""), headers.get(GOOGLE_KEY, ""), route.parameter("key"), token)
                .anyMatch(door::opensWith);
    }

    /// The dialect in which to refuse: that of the endpoint, else what the headers look like.
    private static Dialect dialect(Route route, HttpHeaders headers) {
        return Target.of(route).map(target -> target.endpoint().dialect()).orElseGet(() -> lookalike(route, headers));
    }

    private static Dialect lookalike(Route route, HttpHeaders headers) {
        if (headers.contains("anthropic-version")) {
            return Dialect.ANTHROPIC_MESSAGES;
        }
        boolean google = headers.contains(GOOGLE_KEY) || !route.parameter("key").isEmpty();
        return google ? Dialect.GEMINI : Dialect.OPENAI_CHAT;
    }

    @Override
    public void close() {
        List.copyOf(doors.values()).forEach(Door::close);
        connections.close().awaitUninterruptibly();
        workers.close();
    }
}
