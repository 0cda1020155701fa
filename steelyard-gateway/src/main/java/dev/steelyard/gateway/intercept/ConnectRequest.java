package dev.steelyard.gateway.intercept;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `CONNECT host:port` and who asks.
///
/// @param host in lower case
/// @param id and `key`: empty if none that can be read was sent
record ConnectRequest(String host, int port, String id, String key) {
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):(\\d{1,5})");
    private static final Pattern BASIC = Pattern.compile("(?i)basic +([A-Za-z0-9+/=_-]{1,1000}) *");
    private static final int HTTPS = 443;
    private static final int MAX_PORT = 65_535;

    /// Empty if the head names no host and port.
    static Optional<ConnectRequest> of(HttpRequest head) {
        Matcher authority = AUTHORITY.matcher(head.uri());
        if (!authority.matches() || Integer.parseInt(authority.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        String[] who = credentials(head.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION, ""))
                .split(":", 2);
        return Optional.of(new ConnectRequest(
                authority.group(1).toLowerCase(Locale.ROOT),
                Integer.parseInt(authority.group(2)),
                who[0],
                who.length < 2 ? "" : who[1]));
    }

    private static String credentials(String header) {
        Matcher basic = BASIC.matcher(header);
        if (!basic.matches()) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    boolean toAModel() {
        return port == HTTPS && ModelHosts.include(host);
    }

    /// As it is counted: the port only where it is not the usual one.
    String named() {
        return port == HTTPS ? host : host + ":" + port;
    }

    /// For what no log may hold.
    @Override
    public String toString() {
        return named();
    }
}
