package dev.steelyard.gateway.live;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider's base URL, taken apart.
///
/// @param prefix of every path, without a `/` at its end
record Address(boolean tls, String host, int port, String prefix) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Map<String, Integer> PORTS = Map.of("http", HTTP, "https", HTTPS);

    /// @param variable named in the message if the URL is unfit
    static Address of(String variable, String url) {
        URI uri = parsed(url);
        String scheme =
                uri == null || uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Integer port = PORTS.get(scheme);
        if (uri == null || port == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new LiveSettingsException(variable + " is not a base URL such as https://host/v1");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new LiveSettingsException(variable + " must end with a path, not with a query or a fragment");
        }
        String path = uri.getRawPath().replaceFirst("/+$", "");
        return new Address(scheme.equals("https"), uri.getHost(), uri.getPort() < 0 ? port : uri.getPort(), path);
    }

    private static @Nullable URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    /// By name, without asking a name server.
    boolean loopback() {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
    }

    /// As the `Host` header wants it.
    String authority() {
        boolean usual = port == (tls ? HTTPS : HTTP);
        return usual ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + prefix;
    }
}
