package dev.steelyard.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A client that decides over every byte.
final class Raw implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    final Socket socket;
    final InputStream in;

    private Raw(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    static Raw to(House house) throws IOException {
        return to(house, 0);
    }

    /// @param receiveBytes of the kernel's buffer; 0 for its own choice
    static Raw to(House house, int receiveBytes) throws IOException {
        var socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), house.gateway.port()));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        return new Raw(socket);
    }

    /// Up to the empty line.
    static String head(Door door, String path, String... headers) {
        return "POST " + URI.create(door.baseUrl()).getPath() + path + " HTTP/1.1\r\nHost: x\r\nx-api-key: "
                + door.key() + "\r\n" + String.join("", headers) + "\r\n";
    }

    static String request(Door door, String path, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head(door, path, "Content-Length: " + length + "\r\n") + body;
    }

    Raw send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Raw send(byte[] bytes) throws IOException {
        out().write(bytes);
        return this;
    }

    /// As much as the gateway takes.
    void sendAsMuchAsIsTaken(byte[] piece, long times) throws IOException {
        try {
            for (long i = 0; i < times; i++) {
                out().write(piece);
            }
        } catch (SocketException _) {
            // It has hung up, which is its right.
        }
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /// The next line; empty if the connection is at its end.
    String line() throws IOException {
        var line = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.append((char) b);
                if (b == '\n') {
                    return line.toString();
                }
            }
        } catch (SocketException _) {
            // A reset is an end too.
        }
        return line.toString();
    }

    void readUntil(String part) throws IOException {
        String line = line();
        while (!line.contains(part)) {
            if (line.isEmpty()) {
                throw new IOException("the connection ended before: " + part);
            }
            line = line();
        }
    }

    int status() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.1 ")) {
            throw new IOException("no answer came, but: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    /// Reads on and on, and throws it away.
    void drain() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // This is how it ends.
        }
    }

    /// Whether the gateway ends the connection, whatever it says before.
    boolean ends() throws IOException {
        while (!line().isEmpty()) {
            // What it says does not matter.
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
