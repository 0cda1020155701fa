package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.lab.Tree;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The real Gemini CLI and the real Codex, told of no base URL and given keys that no provider knows, at a task of the
/// pilot.
class InterceptIT {
    private static final Path RUNNERS = Path.of("src/test/resources/runners");
    private static final String GEMINI = "gemini-intercepted";
    private static final String CODEX = "codex-intercepted";

    private static Path folder = Path.of(".");

    @BeforeAll
    static void theyAreRunOnce(@TempDir Path temp) throws Exception {
        runner(temp, GEMINI, "gemini-cli");
        runner(temp, CODEX, "codex");
        Path experiment = temp.resolve("pilot");
        Tree.copy(Launcher.CHECKOUT.resolve("experiments/pilot"), experiment);
        Files.writeString(experiment.resolve("experiment.yaml"), """
                name: intercepted
                question: Do agents without a base URL reach the door?
                subject:
                  path: subject
                  build: [npm, ci, --omit=dev, --ignore-scripts, --no-audit, --no-fund]
                  path_entries: [bin]
                  workspace: [AGENTS.md, CLAUDE.md, .claude, examples]
                conditions: {baseline: []}
                runners: [gemini-intercepted, codex-intercepted]
                model: simulated
                simulation: {ttft_ms: 0, tokens_per_second: 0, jitter: 0}
                tasks:
                  - id: terminal-er-orders
                    prompt_file: tasks/terminal-er-orders/prompt.md
                    fixture: tasks/terminal-er-orders/workspace
                    trajectory: tasks/terminal-er-orders/trajectory.yaml
                    artefacts: [orders.mmd, orders.txt]
                repetitions: 1
                """);
        var steelyard = new Launcher(temp);
        steelyard.run("run", experiment.toString(), "--record").isFine();
        folder = steelyard.onlyRun();
    }

    /// With the lockfile of the runner it is made from: the archives are the same.
    private static void runner(Path temp, String name, String from) throws IOException {
        Path runners = Files.createDirectories(temp.resolve("runners"));
        Files.copy(RUNNERS.resolve(name + ".yaml"), runners.resolve(name + ".yaml"));
        try (Stream<Path> files = Files.list(Launcher.CHECKOUT.resolve("runners"))) {
            for (Path lock : files.filter(file -> file.getFileName().toString().matches(from + "\\..*lock\\.json"))
                    .toList()) {
                Files.copy(lock, runners.resolve(lock.getFileName().toString().replace(from, name)));
            }
        }
    }

    private static PooledRun run() {
        return Runs.pooled(folder);
    }

    private static List<CallRecord> calls(String runner) {
        return run().calls().stream()
                .filter(call -> call.cellId().value().startsWith(runner + "."))
                .toList();
    }

    private static JsonNode hosts(String runner) throws IOException {
        RunRecord record = run().observations().values().stream()
                .filter(it -> it.runner().equals(runner))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("cells/" + record.cellId() + "/" + record.attempt() + "/hosts.json");
        return Json.LINES.readTree(Files.readString(file));
    }

    @Test
    void both_solve_the_task() {
        Runs.assertEachCellObservedOnce(folder, 2);
        assertThat(run().observations().values()).allMatch(record -> record.outcome() == Outcome.SOLVED);
    }

    @Test
    void every_call_came_to_the_door_and_was_answered() {
        assertThat(calls(GEMINI))
                .hasSizeGreaterThan(3)
                .allMatch(call -> call.ingressDialect().equals("gemini") && call.error() == null);
        assertThat(calls(CODEX))
                .hasSizeGreaterThan(3)
                .allMatch(call -> call.ingressDialect().equals("openai-responses") && call.error() == null);
    }

    @Test
    void nothing_went_elsewhere() throws Exception {
        assertThat(hosts(GEMINI).propertyNames()).containsExactly("served");
        assertThat(hosts(GEMINI).path("served").propertyNames()).containsExactly("generativelanguage.googleapis.com");
        // Codex looks for news of its models, and is refused.
        assertThat(hosts(CODEX).propertyNames()).containsExactly("refused", "served");
        assertThat(hosts(CODEX).path("served").propertyNames()).containsExactly("api.openai.com");
        assertThat(hosts(CODEX).path("refused").propertyNames()).containsExactly("chatgpt.com");
    }

    @Test
    void no_file_of_the_run_holds_a_key() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file))
                            .doesNotContain("PRIVATE KEY", "nobodys-", "@127.0.0.1:")
                            .doesNotContainPattern("sk-[A-Za-z0-9_-]{32}"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
