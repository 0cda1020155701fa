package dev.steelyard.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// Serves a stand-in's answers over loopback, scene by scene, to requests that it finds nothing wrong with. Streams are
/// cut into pieces that respect no frame.
final class StrictProvider implements AutoCloseable {
    static final String TOO_FAST = "Slow down, please.";

    private static final int PIECE_BYTES = 61;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;

    /// What goes wrong at a provider.
    enum Mishap {
        NONE(4),
        /// Every stream ends, in good order, before its end.
        BREAKS_OFF_EARLY(1),
        BREAKS_OFF_HALFWAY(2),
        BREAKS_OFF_LATE(3),
        /// Every request is one too many.
        TOO_MANY_REQUESTS(0);

        private final int quarters;

        Mishap(int quarters) {
            this.quarters = quarters;
        }
    }

    private final Shore shore;
    private final StrictApi api;
    private final Iterator<Scene> scenes;
    private final Mishap mishap;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    StrictProvider(Shore shore, List<Scene> scenes, Mishap mishap) throws IOException {
        this.mishap = mishap;
        this.shore = shore;
        this.api = shore.api.get();
        this.scenes = scenes.iterator();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> violations() {
        return violations;
    }

    List<JsonNode> requests() {
        return requests;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = Json.readObject(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            boolean streamed = request.path("stream").booleanValue(false)
                    || exchange.getRequestURI().getPath().endsWith(":streamGenerateContent");
            List<String> wrong = new ArrayList<>(api.violations(request));
            if (!exchange.getRequestURI().toString().equals(streamed ? shore.streamPath : shore.path)) {
                wrong.add("not found: " + exchange.getRequestURI());
            }
            if (!shore.keyTold().equals(exchange.getRequestHeaders().getFirst(shore.keyHeader))) {
                wrong.add("the key is wrong");
            }
            violations.addAll(wrong);
            if (!wrong.isEmpty()) {
                refuse(exchange, BAD_REQUEST, "invalid_request_error", String.join("; ", wrong));
            } else if (mishap == Mishap.TOO_MANY_REQUESTS) {
                refuse(exchange, TOO_MANY, "rate_limit_error", TOO_FAST);
            } else if (streamed) {
                stream(exchange, String.join("", frames(scenes.next())).getBytes(UTF_8));
            } else {
                whole(exchange, 200, api.whole(scenes.next()));
            }
        }
    }

    private List<String> frames(Scene scene) {
        List<String> frames = api.frames(scene);
        return frames.subList(0, frames.size() * mishap.quarters / 4);
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        var body = Json.object();
        body.putObject("error").put("type", type).put("message", message);
        whole(exchange, status, Json.compact(body));
    }

    private static void whole(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
            out.write(bytes, from, Math.min(PIECE_BYTES, bytes.length - from));
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
