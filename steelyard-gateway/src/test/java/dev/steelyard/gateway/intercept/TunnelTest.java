package dev.steelyard.gateway.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.OtherHosts;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the policy is to tunnel, and this machine counts as public for once.
class TunnelTest {
    private static final int MUCH = 32 << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final InterceptingProxy proxy = InterceptingProxy.start(
            new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class),
            new Dialler(new Bootstrap().channel(NioSocketChannel.class), _ -> true),
            ChannelInboundHandlerAdapter::new);
    private final Entrance entrance = proxy.open("cell", "key", "/cell/cell", OtherHosts.TUNNEL);
    private final ServerSocket host = listening();

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        host.close();
    }

    private String target() {
        return "127.0.0.1:" + host.getLocalPort();
    }

    /// Right behind the request comes `first`: some clients do not wait for the answer.
    private Socket connect(String target, String first) throws IOException {
        URI url = URI.create(entrance.proxyUrl());
        var socket = new Socket(url.getHost(), url.getPort());
        String who = Base64.getEncoder().encodeToString(url.getUserInfo().getBytes(StandardCharsets.UTF_8));
        String request = "CONNECT " + target + " HTTP/1.1\r\nProxy-Authorization: Basic " + who + "\r\n\r\n" + first;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Test
    void bytes_pass_both_ways_unread_even_those_that_came_early() throws Exception {
        try (Socket near = connect(target(), "early ");
                Socket far = host.accept()) {
            assertThat(head(near)).isEqualTo("HTTP/1.1 200 Connection established");
            near.getOutputStream().write("late".getBytes(StandardCharsets.US_ASCII));
            assertThat(far.getInputStream().readNBytes(10)).asString().isEqualTo("early late");
            far.getOutputStream().write("back".getBytes(StandardCharsets.US_ASCII));
            assertThat(near.getInputStream().readNBytes(4)).asString().isEqualTo("back");
            assertThat(entrance.hosts().get("tunnelled")).containsEntry(target(), 1);
        }
    }

    @Test
    void much_passes_whole_to_one_who_reads_late_and_the_end_passes_too() throws Exception {
        byte[] much = new byte[MUCH];
        new Random(1).nextBytes(much);
        try (Socket near = connect(target(), "");
                Socket far = host.accept()) {
            // Given
            Thread writer = Thread.ofVirtual().start(() -> {
                try (far) {
                    far.getOutputStream().write(much);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            // When
            head(near);
            byte[] read = near.getInputStream().readAllBytes();

            // Then
            writer.join();
            assertThat(read).isEqualTo(much);
        }
    }

    @Test
    void a_shut_entrance_cuts_its_tunnels_at_both_ends() throws Exception {
        try (Socket near = connect(target(), "");
                Socket far = host.accept()) {
            head(near);
            proxy.shut(entrance);
            assertThat(near.getInputStream().read()).isEqualTo(-1);
            assertThat(far.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_host_that_does_not_answer_is_502() throws Exception {
        String gone = target();
        host.close();
        try (Socket near = connect(gone, "")) {
            assertThat(head(near)).isEqualTo("HTTP/1.1 502 Bad Gateway");
        }
        try (Socket near = connect("no-such-host.invalid:443", "")) {
            assertThat(head(near)).isEqualTo("HTTP/1.1 502 Bad Gateway");
        }
        assertThat(entrance.hosts().get("unreachable")).containsOnlyKeys(gone, "no-such-host.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true",
        "2001:4860:4860::8888, true",
        "127.0.0.1, false",
        "127.9.9.9, false",
        "::1, false",
        "::ffff:127.0.0.1, false",
        "0.0.0.0, false",
        "0.1.2.3, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "100.128.0.1, true",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "fd00::1, false",
        "fe80::1, false",
        "::, false",
        "64:ff9b::7f00:1, false",
        "2002:7f00:1::, false"
    })
    void only_public_addresses_are_dialled(String address, boolean allowed) throws Exception {
        assertThat(Dialler.isPublic(InetAddress.getByName(address))).isEqualTo(allowed);
    }
}
