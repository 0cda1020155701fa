package dev.steelyard.gateway.intercept;

import dev.steelyard.gateway.intercept.HostCounts.Fate;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/// Makes a request to a model host one to the cell's door: its address before the path, its key instead of whatever
/// key the agent has. One that names another host than its connection leads nowhere, and is refused as such.
final class Readdressed extends ChannelInboundHandlerAdapter {
    private static final String KEY = "x-api-key";
    private static final String GOOGLE_KEY = "x-goog-api-key";
    private static final String NOWHERE = "/";
    private static final List<CharSequence> THE_AGENTS_OWN = List.of(
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            HttpHeaderNames.COOKIE,
            KEY,
            GOOGLE_KEY);

    private final String host;
    private final Entrance entrance;

    Readdressed(String host, Entrance entrance) {
        this.host = host;
        this.entrance = entrance;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            readdress(request);
        }
        context.fireChannelRead(message);
    }

    private void readdress(HttpRequest request) {
        HttpHeaders headers = request.headers();
        THE_AGENTS_OWN.forEach(headers::remove);
        String named = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        if (!named.equals(host) && !named.equals(host + ":443")) {
            entrance.count(Fate.MISDIRECTED, named);
            request.setUri(NOWHERE);
        } else if (!request.uri().startsWith("/")) {
            request.setUri(NOWHERE);
        } else {
            // Which header holds the key says in which dialect a refusal is read.
            headers.set(host.endsWith(".googleapis.com") ? GOOGLE_KEY : KEY, entrance.key());
            request.setUri(entrance.address() + request.uri());
        }
    }
}
