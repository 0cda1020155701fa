package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Loop-back requests of an agent's size, in every dialect, over one connection.
record WarmUp(int port, Door door, Ticker ticker, List<String> paths) {
    static final DoorSpec DOOR = new DoorSpec(
            CellId.of("warm", "up", "door", 1),
            1,
            Limits.DEFAULT,
            null,
            Budget.unlimited(),
            new ModelRef(ModelRef.SIMULATED),
            CachePolicy.ISOLATED,
            null,
            null,
            List.of(new Fingerprint("warm-up", "a line that no round of it holds")),
            true,
            _ -> {});
    private static final int ROUNDS = 5;
    private static final int FEWEST_BATCHES = 4;
    private static final double SETTLED = 0.9;
    private static final long LONGEST_NS = 1_500_000_000;
    private static final int LONGEST_SILENCE_MS = 10_000;
    private static final int PROMPT_LINES = 500;
    private static final String OK = "HTTP/1.1 200";
    private static final String END_OF_CHUNKS = "0\r\n\r\n";
    static final List<String> PATHS = List.of(
            "/v1/messages",
            "/v1/chat/completions",
            "/v1/responses",
            "/v1beta/models/warm-up:streamGenerateContent?alt=sse");

    /// The median round trip.
    Duration run() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_SILENCE_MS);
            return untilSettled(socket);
        } catch (IOException e) {
            throw new GatewayException("the gateway does not answer itself: " + e.getMessage(), e);
        }
    }

    /// Until a batch is hardly faster than the one before, or until time is up.
    private Duration untilSettled(Socket socket) throws IOException {
        long end = ticker.nanos() + LONGEST_NS;
        long before = batch(socket, 0);
        for (int batch = 1; ; batch++) {
            long median = batch(socket, batch);
            if (ticker.nanos() >= end || (batch >= FEWEST_BATCHES && median > SETTLED * before)) {
                return Duration.ofNanos(median);
            }
            before = median;
        }
    }

    /// @return the median round trip, in nanoseconds
    private long batch(Socket socket, int batch) throws IOException {
        long[] nanos = new long[ROUNDS * paths.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = roundTrip(socket, batch * nanos.length + i);
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private long roundTrip(Socket socket, int round) throws IOException {
        byte[] request = request(round);
        long start = ticker.nanos();
        socket.getOutputStream().write(request);
        readChunked(socket.getInputStream());
        return ticker.nanos() - start;
    }

    private byte[] request(int round) {
        String path = paths.get(round % paths.size());
        String body = body(round, path);
        String head = "POST " + URI.create(door.baseUrl()).getPath() + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "x-api-key: " + door.key() + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /// Fits all dialects at once, since each reads only its own fields; only the tools are of one shape each.
    private static String body(int round, String path) {
        ObjectNode body = Json.object().put("model", "warm-up").put("stream", true);
        ObjectNode tool = body.putArray("tools").addObject();
        switch (path) {
            case "/v1/messages" -> tool.put("name", "bash").putObject("input_schema");
            case "/v1/chat/completions" ->
                tool.put("type", "function").putObject("function").put("name", "bash");
            case "/v1/responses" -> tool.put("type", "function").put("name", "bash");
            default -> tool.putArray("functionDeclarations").addObject().put("name", "bash");
        }
        String prompt = prompt(round);
        ObjectNode message = Json.object().put("role", "user").put("content", prompt);
        body.putArray("messages").add(message);
        body.putArray("input").add(message);
        ObjectNode content = body.putArray("contents").addObject().put("role", "user");
        content.putArray("parts").addObject().put("text", prompt);
        return Json.compact(body);
    }

    /// Different each time, for the tokenizer remembers what it has seen.
    private static String prompt(int round) {
        return IntStream.range(0, PROMPT_LINES)
                .mapToObj(line -> "Round " + round + ", line " + line + ": item[" + line * round + "] = read_file();")
                .collect(Collectors.joining("\n"));
    }

    private static void readChunked(InputStream in) throws IOException {
        byte[] buffer = new byte[64 << 10];
        String tail = "";
        boolean first = true;
        while (!tail.endsWith(END_OF_CHUNKS)) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("the connection ended early");
            }
            tail += new String(buffer, 0, read, StandardCharsets.US_ASCII);
            if (first && !tail.startsWith(OK)) {
                throw new IOException(tail);
            }
            first = false;
            tail = tail.substring(Math.max(0, tail.length() - END_OF_CHUNKS.length()));
        }
    }
}
