package dev.steelyard.gateway.intercept;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/// How the proxy shows itself as each host: one certificate a host, made when it is first asked for. Safe for
/// concurrent use; not for an event loop.
final class Leaves {
    /// More than any agent asks for; one that makes up regions gets each, at its own cost.
    private static final int MOST = 64;

    private static final ApplicationProtocolConfig H2_OR_1 = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);

    private final CertificateAuthority authority;
    private final Map<String, SslContext> contexts = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SslContext> eldest) {
            return size() > MOST;
        }
    };

    Leaves(CertificateAuthority authority) {
        this.authority = authority;
    }

    synchronized SslContext of(String host) {
        return contexts.computeIfAbsent(host, this::make);
    }

    private SslContext make(String host) {
        CertificateAuthority.Leaf leaf = authority.leaf(host);
        try {
            return SslContextBuilder.forServer(leaf.key(), leaf.certificate(), authority.certificate())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(H2_OR_1)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM does not speak TLS as a server", e);
        }
    }
}
