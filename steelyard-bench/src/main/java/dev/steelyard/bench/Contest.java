package dev.steelyard.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts the provider and the rivals, and ends them.
final class Contest implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String KEY = "sk-bench";
    private static final int LOG_CHARS = 1_000;

    private final Options options;
    private final Path scratch;
    private final List<Process> processes = new ArrayList<>();
    private final int upstream;

    Contest(Options options, Path scratch) throws IOException {
        this.options = options;
        this.scratch = scratch;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Process stub = start("stub", List.of(tool("stub")), Map.of(), true);
        this.upstream = Integer.parseInt(firstLine(stub));
    }

    String tool(String name) {
        return options.tools().resolve(name).toString();
    }

    Target start(Rival rival) throws IOException, InterruptedException {
        return switch (rival) {
            case DIRECT -> new Target(rival, upstream, Target.CHAT, List.of(), null);
            case NGINX -> nginx();
            case STEELYARD -> steelyard();
            case LITELLM -> liteLlm();
            case PORTKEY -> portkey();
        };
    }

    private Target nginx() throws IOException, InterruptedException {
        int port = freePort();
        Path conf = Files.writeString(
                scratch.resolve("nginx.conf"),
                resource("nginx.conf")
                        .replace("@SCRATCH@", scratch.toString())
                        .replace("@PORT@", String.valueOf(port))
                        .replace("@UPSTREAM@", String.valueOf(upstream)));
        Process process = start(
                "nginx",
                List.of("nginx", "-p", scratch.toString(), "-e", "nginx-error.log", "-c", conf.toString()),
                Map.of(),
                false);
        return listening(new Target(Rival.NGINX, port, Target.CHAT, List.of(), process));
    }

    /// A process of its own, with metering on and records in a journal.
    Target steelyard() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvm());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(GatewayProcess.class.getName());
        command.add(Files.createTempFile(scratch, "journal", ".jsonl").toString());
        Process process = start(
                "steelyard",
                command,
                Map.of("STEELYARD_UPSTREAM_URL", "http://127.0.0.1:" + upstream + "/v1", "STEELYARD_UPSTREAM_KEY", KEY),
                true);
        String[] said = firstLine(process).split(" ", -1);
        return new Target(
                Rival.STEELYARD,
                Integer.parseInt(said[0]),
                said[1] + Target.CHAT,
                List.of("Authorization: Bearer " + said[2]),
                process);
    }

    private Target liteLlm() throws IOException, InterruptedException {
        int port = freePort();
        Path conf = Files.writeString(
                scratch.resolve("litellm.yaml"),
                resource("litellm.yaml").replace("@UPSTREAM@", String.valueOf(upstream)));
        Process process = start(
                "litellm",
                List.of(
                        tool("litellm/bin/litellm"),
                        "--config",
                        conf.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--num_workers",
                        "2"),
                Map.of("LITELLM_MASTER_KEY", KEY, "LITELLM_LOCAL_MODEL_COST_MAP", "True", "LITELLM_LOG", "ERROR"),
                false);
        return listening(
                new Target(Rival.LITELLM, port, Target.CHAT, List.of("Authorization: Bearer " + KEY), process));
    }

    private Target portkey() throws IOException, InterruptedException {
        int port = freePort();
        Process process = start(
                "portkey",
                List.of(
                        "node",
                        tool("portkey/node_modules/@portkey-ai/gateway/build/start-server.js"),
                        "--headless",
                        "--port=" + port),
                Map.of("TRUSTED_CUSTOM_HOSTS", "127.0.0.1,localhost", "NODE_ENV", "production"),
                false);
        return listening(new Target(
                Rival.PORTKEY,
                port,
                Target.CHAT,
                List.of(
                        "Authorization: Bearer " + KEY,
                        "x-portkey-provider: openai",
                        "x-portkey-custom-host: http://127.0.0.1:" + upstream + "/v1"),
                process));
    }

    private Process start(String name, List<String> command, Map<String, String> environment, boolean talks)
            throws IOException {
        Path log = scratch.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!talks) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        synchronized (processes) {
            processes.add(process);
        }
        return process;
    }

    private String firstLine(Process process) throws IOException {
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("a process ended at once; its log says: " + logs());
        }
        return line;
    }

    private Target listening(Target target) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
                return target;
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        throw new IOException(target.rival().id() + " does not listen; the logs say: " + logs());
    }

    /// The ends of all logs: the folder they are in does not outlive the bench.
    private String logs() throws IOException {
        var ends = new StringBuilder();
        try (var files = Files.newDirectoryStream(scratch, "*.log")) {
            for (Path file : files) {
                String log = Files.readString(file);
                ends.append('\n').append(file.getFileName()).append(": ");
                ends.append(log, Math.max(0, log.length() - LOG_CHARS), log.length());
            }
        }
        return ends.toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Contest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void end(Target target) {
        if (target.process() != null) {
            end(target.process());
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        List<Process> all;
        synchronized (processes) {
            all = List.copyOf(processes);
        }
        all.forEach(Contest::end);
    }
}
