package dev.steelyard.lab.runner;

import dev.steelyard.journal.Json;
import dev.steelyard.lab.sandbox.Started;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One conversation of [ReferenceRunner], in Anthropic's Messages dialect.
final class ReferenceLoop {
    private static final String SYSTEM = "You are a careful engineer. Work in the current folder with the bash tool. "
            + "Read AGENTS.md first if there is one.";
    private static final int MAX_TOKENS = 8192;
    private static final int LONGEST_RESULT = 30_000;

    /// The wall-clock limit passed.
    static final class OutOfTime extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final HttpClient client;
    private final AgentCell cell;
    private final long deadline;
    private final ArrayNode messages = Json.LINES.createArrayNode();

    ReferenceLoop(HttpClient client, AgentCell cell, long deadline) {
        this.client = client;
        this.cell = cell;
        this.deadline = deadline;
    }

    /// @return the exit code: 0 when the model ended its turn
    int run() throws IOException, InterruptedException, OutOfTime {
        Files.writeString(cell.stdout(), "");
        Files.writeString(cell.stderr(), "");
        messages.addObject().put("role", "user").put("content", cell.prompt());
        while (true) {
            HttpResponse<String> response = ask();
            if (response.statusCode() != 200) {
                Files.writeString(cell.stderr(), response.body() + "\n", StandardOpenOption.APPEND);
                return 1;
            }
            JsonNode answer = Json.LINES.readTree(response.body());
            messages.addObject().put("role", "assistant").set("content", answer.path("content"));
            if (!useTools(answer.path("content"))) {
                return 0;
            }
        }
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException, OutOfTime {
        ObjectNode body = Json.LINES.createObjectNode();
        body.put("model", ReferenceRunner.SPEC.model());
        body.put("max_tokens", MAX_TOKENS);
        body.set("tools", tools());
        body.put("system", SYSTEM);
        body.set("messages", messages);
        HttpRequest request = HttpRequest.newBuilder(URI.create(cell.baseUrl() + "/v1/messages"))
                .timeout(left())
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .header("x-api-key", cell.key())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException _) {
            throw new OutOfTime();
        }
    }

    private static ArrayNode tools() {
        ArrayNode tools = Json.LINES.createArrayNode();
        ObjectNode bash = tools.addObject();
        bash.put("name", "bash").put("description", "Runs a command in bash and returns what it printed.");
        ObjectNode schema = bash.putObject("input_schema").put("type", "object");
        schema.putObject("properties").putObject("command").put("type", "string");
        schema.putArray("required").add("command");
        return tools;
    }

    private Duration left() throws OutOfTime {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new OutOfTime();
        }
        return Duration.ofNanos(nanos);
    }

    /// @return whether the answer called any
    private boolean useTools(JsonNode content) throws IOException, InterruptedException, OutOfTime {
        ArrayNode results = Json.LINES.createArrayNode();
        for (JsonNode block : content) {
            switch (block.path("type").asString("")) {
                case "text" -> say(block.path("text").asString(""));
                case "tool_use" -> results.add(result(block));
                case String other -> say("[" + other + "]");
            }
        }
        if (results.isEmpty()) {
            return false;
        }
        messages.addObject().put("role", "user").set("content", results);
        return true;
    }

    private void say(String text) throws IOException {
        Files.writeString(cell.stdout(), text + "\n", StandardOpenOption.APPEND);
    }

    private ObjectNode result(JsonNode call) throws IOException, InterruptedException, OutOfTime {
        String command = call.path("input").path("command").asString("");
        say("$ " + command);
        ObjectNode result = Json.LINES.createObjectNode();
        result.put("type", "tool_result");
        result.put("tool_use_id", call.path("id").asString(""));
        Path printed = cell.paths().tmp().resolve("tool-output");
        int code = bash(command, printed);
        result.put("content", text(printed) + (code == 0 ? "" : "\nExit code " + code));
        result.put("is_error", code != 0);
        return result;
    }

    private int bash(String command, Path printed) throws InterruptedException, OutOfTime {
        var argv = List.of("/bin/bash", "-c", "exec 2>&1\n" + command);
        Path errors = cell.paths().tmp().resolve("tool-errors");
        try (Started started = cell.sandbox().launch(cell.launch(argv, Path.of("/dev/null"), printed, errors))) {
            OptionalInt code = started.await(left());
            return code.orElseThrow(OutOfTime::new);
        }
    }

    private static String text(Path printed) throws IOException {
        String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
        return text.length() <= LONGEST_RESULT ? text : text.substring(0, LONGEST_RESULT) + "\n[cut]";
    }
}
