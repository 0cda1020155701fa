package dev.steelyard.gateway.intercept;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// Handshakes and small requests in both versions of HTTP, as an agent makes them: the first of a JVM takes half a
/// second, which the first cell would pay.
final class ProxyWarmUp {
    private static final int ROUNDS = 10;
    private static final String HOST = "api.openai.com";
    private static final String PATH = "/v1/models";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    private static final byte HEADERS = 1;
    private static final byte END_OF_STREAM_AND_HEADERS = 5;
    private static final int END_OF_STREAM = 1;

    private final Entrance entrance;
    private final int port;
    private final SSLContext tls;

    ProxyWarmUp(Entrance entrance, int port, X509Certificate authority) {
        this.entrance = entrance;
        this.port = port;
        this.tls = trusting(authority);
    }

    private static SSLContext trusting(X509Certificate authority) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM does not speak TLS as a client", e);
        }
    }

    void run() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            try (SSLSocket socket = connect("h2")) {
                http2(socket);
            }
            try (SSLSocket socket = connect("http/1.1")) {
                http1(socket);
            }
        }
    }

    /// The tunnel's socket is closed with the one on top of it.
    private SSLSocket connect(String protocol) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        String who = Base64.getEncoder()
                .encodeToString((entrance.id() + ":" + entrance.key()).getBytes(StandardCharsets.UTF_8));
        write(
                socket.getOutputStream(),
                "CONNECT " + HOST + ":443 HTTP/1.1\r\nProxy-Authorization: Basic " + who + "\r\n\r\n");
        head(socket.getInputStream());
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, HOST, 443, true);
        var parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static void http1(SSLSocket socket) throws IOException {
        write(socket.getOutputStream(), "GET " + PATH + " HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
        String head = head(socket.getInputStream()).toLowerCase(Locale.ROOT);
        String length = head.replaceFirst("(?s).*content-length: *(\\d+).*", "$1");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
    }

    private static void http2(SSLSocket socket) throws IOException {
        var block = new ByteArrayOutputStream();
        field(block, ":method", "GET");
        field(block, ":scheme", "https");
        field(block, ":authority", HOST);
        field(block, ":path", PATH);
        var out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(NO_SETTINGS);
        out.writeBytes(new byte[] {0, 0, (byte) block.size(), HEADERS, END_OF_STREAM_AND_HEADERS, 0, 0, 0, 1});
        out.writeBytes(block.toByteArray());
        socket.getOutputStream().write(out.toByteArray());
        awaitEnd(new DataInputStream(socket.getInputStream()));
    }

    /// A literal that is not indexed and not compressed.
    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        for (String text : new String[] {name, value}) {
            block.write(text.length());
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void awaitEnd(DataInputStream in) throws IOException {
        boolean ended = false;
        while (!ended) {
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            ended = in.readInt() == 1 && (flags & END_OF_STREAM) != 0;
            in.skipNBytes(length);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the proxy does not answer itself");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
