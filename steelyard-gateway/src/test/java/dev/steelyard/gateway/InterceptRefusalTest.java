package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.Intercepted.Cell;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Say;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What does not pass the proxy.
class InterceptRefusalTest {
    private static final String OPENAI = "api.openai.com:443";
    private static final String CHAT = "https://api.openai.com/v1/chat/completions";
    private static final String BODY = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final Intercepted in;
    private final Cell cell;

    InterceptRefusalTest(@TempDir Path folder) {
        in = new Intercepted(folder, Simulation.INSTANT);
        cell = in.cell(new Say("Done."));
    }

    @AfterEach
    void close() {
        in.close();
    }

    private static Socket proxy(Cell cell) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(),
                URI.create(cell.entrance().proxyUrl()).getPort());
    }

    private static String basic(String who) {
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static String itself(Cell cell) {
        return basic(URI.create(cell.entrance().proxyUrl()).getUserInfo());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The status line of a CONNECT's answer, and the rest read.
    private static String connect(Socket socket, String target, String headers) throws IOException {
        send(socket, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + headers + "\r\n");
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static Socket inside(Cell cell) throws IOException {
        Socket socket = proxy(cell);
        assertThat(connect(socket, OPENAI, itself(cell))).isEqualTo("HTTP/1.1 200 Connection established");
        return socket;
    }

    private static void assertEnds(Socket socket) throws IOException {
        try (socket) {
            socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSE", "TUNNEL"})
    void nothing_on_this_machine_is_dialled_for_a_cell(OtherHosts others) throws Exception {
        try (var trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Cell nosy = in.cell(others);
            for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0")) {
                try (Socket socket = proxy(nosy)) {
                    assertThat(connect(socket, host + ":" + trap.getLocalPort(), itself(nosy)))
                            .isEqualTo(
                                    others == OtherHosts.REFUSE
                                            ? "HTTP/1.1 403 Forbidden"
                                            : "HTTP/1.1 502 Bad Gateway");
                }
            }
            trap.setSoTimeout(1);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
            String fate = others == OtherHosts.REFUSE ? "refused" : "unreachable";
            assertThat(nosy.asked(fate, "localhost:" + trap.getLocalPort())).isEqualTo(1);
            assertThat(nosy.entrance().hosts()).containsOnlyKeys(fate);
        }
    }

    @Test
    void hosts_that_only_look_like_a_models_are_refused() throws Exception {
        for (String host : List.of(
                "api.openai.com.evil.test:443",
                "evil-api.openai.com:443",
                "x.y-aiplatform.googleapis.com:443",
                "api.openai.com:22",
                "oauth2.googleapis.com:443",
                "chatgpt.com:443")) {
            try (Socket socket = proxy(cell)) {
                assertThat(connect(socket, host, itself(cell))).as(host).isEqualTo("HTTP/1.1 403 Forbidden");
            }
        }
        assertThat(cell.asked("refused", "api.openai.com:22")).isEqualTo(1);
        assertThat(cell.entrance().hosts()).containsOnlyKeys("refused");
    }

    @Test
    void without_the_cells_own_key_nobody_enters() throws Exception {
        Cell other = in.cell();
        String id = URI.create(cell.entrance().proxyUrl()).getUserInfo().split(":", 2)[0];
        for (String headers : List.of(
                "",
                basic(id),
                basic(id + ":"),
                basic(id + ":sk-wrong"),
                basic(id + ":" + other.door().key()),
                basic("nobody:" + cell.door().key()),
                "Proxy-Authorization: Basic %%%\r\n",
                "Proxy-Authorization: Bearer " + cell.door().key() + "\r\n")) {
            try (Socket socket = proxy(cell)) {
                assertThat(connect(socket, OPENAI, headers))
                        .as(headers)
                        .isEqualTo("HTTP/1.1 407 Proxy Authentication Required");
            }
        }
        assertThat(cell.entrance().hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://127.0.0.1/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT nowhere HTTP/1.1\r\n\r\n",
                "CONNECT host:99999 HTTP/1.1\r\n\r\n",
                "CONNECT a@b:443 HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001 not http\r\n\r\n"
            })
    void what_is_no_connect_is_refused_and_the_connection_ends(String request) throws Exception {
        Socket socket = proxy(cell);
        send(socket, request);
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .matches("HTTP/1.1 40[05]");
        assertEnds(socket);
    }

    @Test
    void a_host_in_tls_that_is_not_the_one_asked_for_gets_no_handshake() throws Exception {
        var printed = Intercepted.finished(in.curl(
                cell,
                List.of(
                        "--connect-to",
                        "api.anthropic.com:443:api.openai.com:443",
                        "-d",
                        BODY,
                        "https://api.anthropic.com/v1/messages")));
        assertThat(printed.exit()).isEqualTo(35);
        assertThat(cell.asked("misdirected", "api.anthropic.com")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void a_host_in_a_request_that_is_not_its_connections_leads_nowhere(String version) throws Exception {
        var printed = in.post(cell, version, CHAT, BODY, "-H", "host: api.anthropic.com");
        assertThat(printed.status()).endsWith("401");
        cell.door().close();
        assertThat(in.house.records).isEmpty();
        assertThat(cell.asked("misdirected", "api.anthropic.com")).isEqualTo(1);
    }

    @Test
    void an_address_cannot_climb_to_another_door() throws Exception {
        Cell other = in.cell(new Say("Stolen."));
        String path = "/../" + other.door().id() + "/v1/chat/completions";
        for (String target : List.of(path, "/cell" + path, "https://api.openai.com" + path, "*")) {
            var printed = in.post(cell, "--http1.1", CHAT, BODY, "--request-target", target);
            assertThat(printed.status()).as(target).matches("1.1 40[0-9]");
        }
        other.door().close();
        assertThat(in.house.records).isEmpty();
    }

    @Test
    void silent_and_garbled_connections_hold_up_nobody_and_end() throws Exception {
        // Given
        var silent = new ArrayList<Socket>();
        for (int i = 0; i < 100; i++) {
            silent.add(proxy(cell));
            silent.add(inside(cell));
            Socket garbled = inside(cell);
            send(garbled, "GET / HTTP/1.1\r\nHost: api.openai.com\r\n\r\n");
            assertEnds(garbled);
        }

        // When
        Cell other = in.cell(new Say("Done."));
        var printed = in.post(other, "--http2", CHAT, BODY);

        // Then
        assertThat(printed.status()).isEqualTo("2 200");
        for (Socket socket : silent) {
            assertEnds(socket);
        }
    }

    @Test
    void a_closed_door_cuts_off_whoever_is_inside() throws Exception {
        Socket socket = inside(cell);
        cell.door().close();
        assertEnds(socket);
        try (Socket late = proxy(cell)) {
            assertThat(connect(late, OPENAI, itself(cell))).isEqualTo("HTTP/1.1 407 Proxy Authentication Required");
        }
    }

    @Test
    void what_a_cell_asks_for_is_counted_within_bounds() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Socket socket = proxy(cell)) {
                connect(socket, "host-" + i + ".test:443", itself(cell));
            }
        }
        assertThat(cell.entrance().hosts().get("refused")).hasSize(201).containsEntry("(others)", 100);
    }
}
