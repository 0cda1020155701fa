package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.BuildCommand;
import dev.steelyard.lab.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A LiteLLM of the pinned version, with the callbacks that are shipped and two workers, on loopback.
final class LiteLlm implements AutoCloseable {
    private static final Path SHIPPED = Launcher.CHECKOUT.resolve("deploy/litellm");
    private static final Path REQUIREMENTS = SHIPPED.resolve("requirements.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ENTRY_POINT = "from litellm import run_server; run_server()";

    private final Path folder;
    private final int port;
    private final Process process;

    private LiteLlm(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// @param keys each key's cell
    static LiteLlm start(Path folder, String config, Map<String, String> keys) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.yaml"), config);
        for (String callback : List.of("spend_logger.py", "cell_keys.py")) {
            Files.copy(SHIPPED.resolve(callback), folder.resolve(callback));
        }
        Files.writeString(folder.resolve("keys.json"), hashed(keys));
        int port = freePort();
        var started = new LiteLlm(folder, port, process(folder, python(), port));
        try {
            started.awaitAnswer();
        } catch (Exception | AssertionError e) {
            started.close();
            throw e;
        }
        return started;
    }

    private static Process process(Path folder, Path python, int port) throws IOException {
        var builder = new ProcessBuilder(
                        python.toString(),
                        "-c",
                        ENTRY_POINT,
                        "--config",
                        "config.yaml",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--num_workers",
                        "2",
                        "--timeout_worker_healthcheck",
                        "120")
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("litellm.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "STEELYARD_CELL_KEYS",
                        folder.resolve("keys.json").toString(),
                        "STEELYARD_SPEND_LOG",
                        folder.resolve("spend.jsonl").toString(),
                        "LITELLM_MASTER_KEY",
                        "sk-nobody-uses-this-" + Long.toHexString(System.nanoTime()),
                        "LITELLM_LOCAL_MODEL_COST_MAP",
                        "True",
                        "LITELLM_TELEMETRY",
                        "False",
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        return builder.start();
    }

    /// The shipped configuration with another model behind it.
    static String shippedConfig(String shared, String... more) throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("config.yaml"));
        String vertex = shipped.substring(shipped.indexOf("      # The flip"), shipped.indexOf("  # Agents ask"));
        assertThat(vertex).contains("model: vertex_ai/gemini-2.5-flash");
        return shipped.replace(vertex, shared + String.join("", more));
    }

    static String keysHash(String key) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static String hashed(Map<String, String> keys) throws Exception {
        var cells = new java.util.TreeMap<String, String>();
        for (var key : keys.entrySet()) {
            cells.put(keysHash(key.getKey()), key.getValue());
        }
        return cells.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Beside the agents, once for each content of the requirements.
    private static Path python() throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(REQUIREMENTS)));
        boolean root = "root".equals(System.getProperty("user.name"));
        Path all = Folders.of(System.getenv(), root).cache().resolve("litellm");
        Path home = all.resolve(digest.substring(0, 12));
        Path python = home.resolve("bin/python");
        if (!Files.isExecutable(python)) {
            Files.createDirectories(all);
            Path draft = Files.createTempDirectory(all, ".draft-");
            String inDraft = draft.resolve("bin/python").toString();
            new BuildCommand(List.of("python3", "-m", "venv", draft.toString()), all, "the making of a venv").run();
            new BuildCommand(
                            List.of(inDraft, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS.toString()),
                            all,
                            "the installation of LiteLLM")
                    .run();
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return python;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                assertThat(process.isAlive()).as(printed()).isTrue();
                assertThat(System.nanoTime()).as(printed()).isLessThan(end);
                Thread.sleep(200);
            }
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/health/liveliness"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    String printed() throws IOException {
        return Files.readString(folder.resolve("litellm.log"));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// What the callback wrote.
    Path log() {
        return folder.resolve("spend.jsonl");
    }

    /// The callback writes after the client has its answer.
    Path logOf(int lines) throws InterruptedException {
        Runs.await(() -> Runs.lines(log()) >= lines);
        return log();
    }

    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
