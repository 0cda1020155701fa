package dev.steelyard.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// An experiment that the built-in runner finishes in a moment, with lines that a test can replace.
final class SmallExperiment {
    private final Map<String, String> lines = new HashMap<>(Map.of(
            "name", "small",
            "question", "Is it small?",
            "subject", "{path: subject, workspace: [AGENTS.md]}",
            "changes", "{T: {overlay: change, touches: [AGENTS.md]}}",
            "conditions", "{baseline: [], treated: [T]}",
            "runners", "[reference]",
            "model", "simulated",
            "simulation", "{ttft_ms: 0, tokens_per_second: 0, jitter: 0}",
            "tasks", "[{id: hello, prompt: Do it., trajectory: trajectory.yaml, artefacts: [out.txt]}]",
            "repetitions", "1"));

    SmallExperiment with(String key, String value) {
        lines.put(key, value);
        return this;
    }

    /// @return the folder, `folder/small`
    Path writeTo(Path folder) throws IOException {
        Path root = folder.resolve("small");
        write(root.resolve("subject/AGENTS.md"), "Write hello to out.txt.\n");
        write(root.resolve("change/AGENTS.md"), "Write hello.\n");
        write(root.resolve("trajectory.yaml"), """
                steps:
                  - run: cat AGENTS.md
                  - run: echo hello > out.txt
                  - say: Done.
                """);
        var yaml = new StringBuilder();
        lines.forEach(
                (key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        write(root.resolve("experiment.yaml"), yaml.toString());
        return root;
    }

    /// A runner of the user's own, found because it lies in `runners/` of the folder the command is run in.
    static void runner(Path folder, String name, String script) throws IOException {
        write(folder.resolve("runners/" + name + ".yaml"), """
                install: {executable: bash, version: "1.0.0"}
                dialect: anthropic-messages
                model: any
                env: {BASE_URL: "{base_url}", KEY: "{key}"}
                argv: [/bin/bash, -c, %s]
                version_argv: [/bin/echo, "1.0.0"]
                """.formatted(
                        "\"" + script.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
