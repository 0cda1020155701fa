package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.Tree;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are recorded, and replayed where no provider can be reached.
class ReplayIT {
    private static final String PLANTED = "sk-ant-api03-planted0key1in2every3place";
    private static final Map<String, String> NO_PROVIDER = Map.of(
            "ANTHROPIC_BASE_URL", "http://127.0.0.1:9",
            "https_proxy", "http://127.0.0.1:9",
            "http_proxy", "http://127.0.0.1:9");

    @TempDir
    private Path temp;

    private Launcher.Result replay(String... options) throws Exception {
        var arguments = Stream.concat(Stream.of("replay", "recorded", "--out", "replayed"), Stream.of(options));
        return new Launcher(temp).run(NO_PROVIDER, arguments.toArray(String[]::new));
    }

    private void record(Path experiment) throws Exception {
        new Launcher(temp)
                .run("run", experiment.toString(), "--record", "--out", "recorded")
                .isFine();
    }

    private List<CallRecord> calls(String folder) {
        return Runs.pooled(temp.resolve(folder)).calls();
    }

    private List<RunRecord> attempts(String folder) {
        return Runs.pooled(temp.resolve(folder)).attempts();
    }

    /// A call's cell, kind and tokens: what does not depend on when it came.
    private Map<String, Long> tokens(String folder) {
        return calls(folder).stream()
                .collect(Collectors.groupingBy(
                        call -> call.cellId() + " " + call.kind() + " " + call.usage() + " " + call.toolCalls(),
                        Collectors.counting()));
    }

    private static final String TWO_AGENTS = """
            name: recorded
            question: Does it happen again?
            subject:
              path: subject
              build: [npm, ci, --omit=dev, --ignore-scripts, --no-audit, --no-fund]
              path_entries: [bin]
              workspace: [AGENTS.md, CLAUDE.md, .claude, examples]
            conditions: {baseline: []}
            runners: [claude-code, opencode]
            model: simulated
            simulation: {ttft_ms: 2000, tokens_per_second: 150, jitter: 0}
            prices: {input: "3.00", cache_read: "0.30", cache_write: "3.75", output: "15.00"}
            tasks:
              - id: terminal-er-orders
                prompt_file: tasks/terminal-er-orders/prompt.md
                fixture: tasks/terminal-er-orders/workspace
                trajectory: tasks/terminal-er-orders/trajectory.yaml
                artefacts: [orders.mmd, orders.txt]
            repetitions: 1
            """;

    /// A copy of the pilot with one task, one condition and one repetition.
    private Path twoAgents() throws IOException {
        Path experiment = temp.resolve("pilot");
        Tree.copy(Launcher.CHECKOUT.resolve("experiments/pilot"), experiment);
        Files.writeString(experiment.resolve("experiment.yaml"), TWO_AGENTS);
        return experiment;
    }

    @Test
    void real_agents_do_the_same_again_on_recorded_answers() throws Exception {
        // Given
        Path experiment = twoAgents();
        record(experiment);

        // When
        Launcher.Result replayed = replay().isFine();

        // Then
        Runs.assertEachCellObservedOnce(temp.resolve("replayed"), 2);
        assertThat(attempts("replayed")).allMatch(record -> record.outcome() == Outcome.SOLVED);
        assertThat(attempts("replayed").stream().map(RunRecord::costUsd).toList())
                .isEqualTo(attempts("recorded").stream().map(RunRecord::costUsd).toList());
        assertThat(tokens("replayed")).isEqualTo(tokens("recorded"));
        assertThat(calls("replayed")).allMatch(call -> call.lane().equals("replayed") && call.simulated());
        assertThat(modelSeconds("replayed")).isLessThan(modelSeconds("recorded"));
        assertThat(replayed.out()).contains("REPLAYED, TIMES ARE NO MODEL'S");

        // When the task is another
        Files.writeString(
                experiment.resolve("tasks/terminal-er-orders/prompt.md"), "Draw the orders, and nothing else.\n");
        Launcher.Result missed = new Launcher(temp).run(NO_PROVIDER, "replay", "recorded", "--out", "changed");

        // Then
        missed.failsWith(5, "There is no answer to replay");
        assertThat(attempts("changed"))
                .hasSize(2)
                .allMatch(record -> record.outcome() == Outcome.INFRASTRUCTURE && "replay_miss".equals(record.cause()));
        for (RunRecord record : attempts("changed")) {
            assertThat(misses("changed", record))
                    .anySatisfy(difference ->
                            assertThat(difference).containsPattern("(?m)^\\+.*Draw the orders, and nothing else"));
        }
    }

    private double modelSeconds(String folder) {
        return attempts(folder).stream().mapToDouble(RunRecord::modelS).sum();
    }

    private List<String> misses(String folder, RunRecord record) throws IOException {
        Path misses =
                temp.resolve(folder).resolve("cells/" + record.cellId() + "/" + record.attempt() + "/replay-misses");
        try (Stream<Path> files = Files.list(misses)) {
            return files.map(ReplayIT::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void plantKeys(Path experiment) throws IOException {
        SmallExperiment.write(experiment.resolve("subject/AGENTS.md"), """
                Key: %s
                Authorization: Bearer planted.bearer.token.0123456789
                x-api-key: planted-api-key-value
                -----BEGIN PRIVATE KEY-----
                planted/MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
                plantedBKcwggSjAgEAAoIBAQC7
                -----END PRIVATE KEY-----
                """.formatted(PLANTED));
        SmallExperiment.write(experiment.resolve("trajectory.yaml"), """
                steps:
                  - run: cat AGENTS.md
                    say: The key is %1$s.
                  - run: echo %1$s; head -c 3000 /dev/zero | base64 -w0
                  - say: It was %1$s.
                """.formatted(PLANTED));
    }

    @Test
    void no_file_of_a_recording_holds_a_key_and_it_can_be_replayed_all_the_same() throws Exception {
        // Given
        Path experiment = new SmallExperiment()
                .with("tasks", "[{id: hello, prompt: Use " + PLANTED + " now., trajectory: trajectory.yaml}]")
                .writeTo(temp);
        plantKeys(experiment);

        // When
        record(experiment);

        // Then
        try (Stream<Path> files = Files.walk(temp.resolve("recorded/cells"))) {
            List<Path> bodies =
                    files.filter(file -> file.toString().contains("/bodies/")).toList();
            assertThat(bodies).hasSize(2 * 3 * 3).allSatisfy(file -> {
                assertThat(text(file)).doesNotContain("planted").doesNotContain("AAAAAAAAAAAAAAAA");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            });
            assertThat(bodies.stream().map(ReplayIT::text))
                    .anyMatch(body -> body.contains("sha256:"))
                    .anyMatch(body -> body.contains("REDACTED"));
        }

        // When
        replay().isFine();

        // Then
        Runs.assertEachCellObservedOnce(temp.resolve("replayed"), 2);
        assertThat(tokens("replayed")).isEqualTo(tokens("recorded"));
    }

    @Test
    void a_replay_of_something_else_is_refused() throws Exception {
        // Given
        Path experiment = new SmallExperiment().writeTo(temp);
        new Launcher(temp)
                .run("run", experiment.toString(), "--out", "unrecorded")
                .isFine();
        record(experiment);
        replay().isFine();
        var steelyard = new Launcher(temp);

        // Then
        steelyard.run("replay", "unrecorded").failsWith(2, "was not recorded", "--record");
        steelyard.run("replay", "nowhere").failsWith(1, "is not a run folder");
        replay("--speed", "recorded").failsWith(1, "holds another replay");
        replay("--speed", "slowly").failsWith(2, "--speed");
        Files.delete(temp.resolve("recorded/cells/reference.baseline.hello.1/1/bodies/0002.json"));
        replay().failsWith(2, "0002.json", "were not kept");
    }

    @Test
    void a_changed_subject_is_a_miss_in_the_changed_arm_only_and_is_not_tried_again() throws Exception {
        // Given
        Path experiment = new SmallExperiment().writeTo(temp);
        record(experiment);
        SmallExperiment.write(experiment.resolve("change/AGENTS.md"), "Write hallo.\n");

        // When
        Launcher.Result replayed = replay();

        // Then
        replayed.failsWith(5, "replay-misses/0002.diff", "reference.treated.hello.1");
        assertThat(attempts("replayed")).hasSize(2);
        RunRecord treated = attempts("replayed").getLast();
        assertThat(treated.cause()).isEqualTo("replay_miss");
        assertThat(misses("replayed", treated).getFirst())
                .contains("-messages[2].content[0].content: \"Write hello.\"")
                .contains("+messages[2].content[0].content: \"Write hallo.\"");

        // When what is much alike is good enough
        var arguments = new String[] {"replay", "recorded", "--out", "lenient", "--lenient"};
        new Launcher(temp).run(NO_PROVIDER, arguments).isFine();

        // Then
        assertThat(calls("lenient")).anyMatch(call -> call.lossy().contains("replayed_alike"));
    }
}
