package dev.steelyard.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A fake: answers every request on loopback by a script that holds the socket, so that a test decides over every byte
/// and every pause. No model is behind it.
final class FakeProvider implements AutoCloseable {
    /// @param head the request line and headers, as they came
    record Request(String head, String body) {}

    @FunctionalInterface
    interface Reply {
        void to(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    /// As [Reply], for one that answers different requests differently.
    @FunctionalInterface
    interface Script {
        void to(Request request, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<Long> hangUpsNs = new CopyOnWriteArrayList<>();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Script script;

    private FakeProvider(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        threads.execute(this::accept);
    }

    FakeProvider(ServerSocket listener, Reply reply) {
        this(listener, (_, socket, out) -> reply.to(socket, out));
    }

    static FakeProvider playing(Script script) throws IOException {
        return new FakeProvider(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
    }

    FakeProvider(Reply reply) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), reply);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    static Reply answering(int status, String headers, byte[] body) {
        return (_, out) -> {
            out.write(("HTTP/1.1 " + status + " Fake\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        };
    }

    /// As server-sent events, in chunks of a size.
    static Reply streaming(byte[] body, int chunk) {
        return (_, out) -> {
            out.write(STREAM_HEAD);
            for (int from = 0; from < body.length; from += chunk) {
                chunk(out, body, from, Math.min(chunk, body.length - from));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    }

    static final byte[] STREAM_HEAD = String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/event-stream; charset=utf-8",
                    "Transfer-Encoding: chunked",
                    "request-id: req_fake",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    static void chunk(OutputStream out, byte[] bytes, int from, int length) throws IOException {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(bytes, from, length);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(chunk.toByteArray());
    }

    /// Waits until the other side closes the connection, and notes when.
    void awaitHangUp(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                throw new IOException("a hang-up was expected");
            }
        } catch (SocketException _) {
            // A reset is a hang-up too.
        }
        hangUpsNs.add(System.nanoTime());
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (SocketException _) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (String head = head(socket.getInputStream()); !head.isEmpty(); head = head(socket.getInputStream())) {
                var request = new Request(
                        head, new String(socket.getInputStream().readNBytes(length(head)), StandardCharsets.UTF_8));
                requests.add(request);
                script.to(request, socket, socket.getOutputStream());
            }
        } catch (IOException _) {
            // The test hung up, or this reply did.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
