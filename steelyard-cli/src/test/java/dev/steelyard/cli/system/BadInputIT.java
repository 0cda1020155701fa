package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a person gets wrong ends in a message that says what, where and what to do.
class BadInputIT {
    @TempDir
    private Path temp;

    private Launcher steelyard = new Launcher(Path.of("."));

    @BeforeEach
    void inAFolderOfItsOwn() {
        steelyard = new Launcher(temp);
    }

    private Launcher.Result run(SmallExperiment experiment) throws Exception {
        return steelyard.run("run", experiment.writeTo(temp).toString());
    }

    @Test
    void a_misspelled_key_is_named_with_its_place_and_the_right_one() throws Exception {
        run(new SmallExperiment().with("repititions", "2").with("repetitions", "1"))
                .failsWith(2, "experiment.yaml:", "unknown key 'repititions'");
    }

    @Test
    void an_unknown_runner_is_named_with_the_one_that_was_meant() throws Exception {
        run(new SmallExperiment().with("runners", "[referense]"))
                .failsWith(2, "unknown runner 'referense'", "did you mean 'reference'?");
    }

    @Test
    void a_missing_fixture_is_named() throws Exception {
        run(new SmallExperiment().with("tasks", "[{id: a, prompt: x, trajectory: trajectory.yaml, fixture: nowhere}]"))
                .failsWith(2, "the task fixture 'nowhere' is not a folder");
    }

    @Test
    void a_syntax_error_is_shown_with_its_line() throws Exception {
        run(new SmallExperiment().with("subject", "{path: subject")).failsWith(2, "experiment.yaml:", "YAML");
    }

    @Test
    void several_mistakes_are_told_at_once() throws Exception {
        run(new SmallExperiment()
                        .with("runners", "[nobody]")
                        .with("repetitions", "0")
                        .with("model", "gpt"))
                .failsWith(2, "unknown runner 'nobody'", "repetitions", "'gpt' is not a model", "3 mistakes");
    }

    @Test
    void a_condition_that_cannot_be_built_says_what_its_command_printed() throws Exception {
        run(new SmallExperiment().with("changes", "{T: {run: [sh, -c, echo no luck; exit 9], touches: [AGENTS.md]}}"))
                .failsWith(1, "the change 'T' of condition 'treated' failed", "exit code 9", "no luck");
    }

    @Test
    void a_change_that_alters_more_than_it_declares_is_an_error_at_plan_time() throws Exception {
        run(new SmallExperiment().with("changes", "{T: {run: [sh, -c, echo x > sly], touches: [AGENTS.md]}}"))
                .failsWith(2, "alters sly, which it does not declare");
    }

    @Test
    void an_agent_that_is_not_there_is_named() throws Exception {
        SmallExperiment.write(temp.resolve("runners/ghost.yaml"), """
                install: {executable: no-such-agent, version: "1"}
                dialect: anthropic-messages
                model: any
                argv: [no-such-agent]
                version_argv: [no-such-agent, --version]
                """);
        run(new SmallExperiment().with("runners", "[ghost]")).failsWith(1, "'ghost' is missing", "no-such-agent");
    }

    @Test
    void an_import_that_cannot_be_right_is_refused_with_places_and_writes_nothing() throws Exception {
        SmallExperiment.write(temp.resolve("log.jsonl"), "{}\nhello\n");
        steelyard
                .run("import", "litellm", "log.jsonl", "nowhere", "--out", "calls.jsonl")
                .failsWith(
                        2,
                        "log.jsonl:1:1: not an entry",
                        "log.jsonl:2:1: not JSON",
                        "nowhere: there is no",
                        "3 mistakes");
        steelyard.run("import", "litellm", "log.jsonl", "--out", "log.jsonl").failsWith(2, "exists already");
        steelyard.run("import").failsWith(2, "there is: litellm");
        assertThat(temp.resolve("calls.jsonl")).doesNotExist();
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path experiment = new SmallExperiment().writeTo(temp);
            steelyard.run("run", experiment.toString(), "--port", port).failsWith(1, port);
        }
    }

    @Test
    void a_model_that_this_release_cannot_reach_is_refused_before_anything_runs() throws Exception {
        run(new SmallExperiment().with("model", "anthropic/claude-sonnet-4-5"))
                .failsWith(1, "anthropic/claude-sonnet-4-5");
    }

    @Test
    void a_command_that_does_not_exist_is_answered_with_the_nearest() throws Exception {
        steelyard.run("rnu").failsWith(2, "rnu");
        steelyard.run("run", "--jbos", "2").failsWith(2, "--jbos");
    }

    @Test
    void a_result_that_cannot_be_written_is_a_failure() throws Exception {
        Process process = new ProcessBuilder(
                        "sh", "-c", "exec '" + Launcher.CHECKOUT.resolve("steelyard") + "' schema >/dev/full")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("could not be written to standard output");
    }

    @Test
    void a_folder_that_is_no_run_is_refused() throws Exception {
        steelyard.run("report", temp.toString()).failsWith(1, "is not a run folder");
    }

    @Test
    void a_run_folder_of_another_plan_is_refused() throws Exception {
        // Given
        Path experiment = new SmallExperiment().writeTo(temp);
        steelyard.run("run", experiment.toString(), "--out", "here").isFine();

        // When
        new SmallExperiment().with("repetitions", "2").writeTo(temp);

        // Then
        steelyard.run("run", experiment.toString(), "--out", "here").failsWith(1, "holds another plan");
    }

    @Test
    void a_dry_run_never_passes_for_the_real_one() throws Exception {
        // Given
        Path experiment = new SmallExperiment().writeTo(temp);
        steelyard
                .run("run", experiment.toString(), "--dry-run", "--out", "here")
                .isFine();

        // Then
        steelyard.run("run", experiment.toString(), "--out", "here").failsWith(1, "holds a dry run");
    }

    @Test
    void a_port_that_cannot_be_is_a_mistake_of_usage() throws Exception {
        steelyard
                .run("run", new SmallExperiment().writeTo(temp).toString(), "--port", "99999")
                .failsWith(2, "--port");
    }

    @Test
    void a_limit_in_money_without_prices_is_a_mistake() throws Exception {
        run(new SmallExperiment().with("limits", "{usd_total: \"1.00\"}")).failsWith(2, "needs prices");
    }

    @Test
    void a_broken_journal_is_refused_with_its_line_and_left_as_it_is() throws Exception {
        // Given
        Path experiment = new SmallExperiment().writeTo(temp);
        steelyard.run("run", experiment.toString(), "--out", "here").isFine();
        Path journal = temp.resolve("here/journal.jsonl");
        String broken = "{\"event\":\"nonsense\"}\n" + Files.readString(journal);
        Files.writeString(journal, broken);

        // Then
        steelyard.run("run", experiment.toString(), "--out", "here").failsWith(1, "journal.jsonl:1");
        assertThat(journal).hasContent(broken);
    }

    @Test
    void a_second_harness_on_a_run_folder_is_refused() throws Exception {
        // Given a run at work
        Path experiment = new SmallExperiment()
                .with("simulation", "{ttft_ms: 3000, tokens_per_second: 0, jitter: 0}")
                .writeTo(temp);
        Process first = steelyard.start("run", experiment.toString(), "--out", "here");
        Runs.await(() -> Runs.lines(temp.resolve("here/journal.jsonl")) > 1);

        // When
        var elsewhere = new Launcher(Files.createDirectory(temp.resolve("elsewhere")));
        Launcher.Result second = elsewhere.run(
                "run", experiment.toString(), "--out", temp.resolve("here").toString());

        // Then
        second.failsWith(1, "another steelyard is at work on");
        assertThat(first.waitFor()).isZero();
    }

    @Test
    void an_experiment_waits_for_its_pilot() throws Exception {
        // Given
        Path pilot = new SmallExperiment().writeTo(temp.resolve("p"));
        Path full = new SmallExperiment()
                .with("name", "full")
                .with("requires_pilot", pilot.toString())
                .writeTo(temp.resolve("f"));
        steelyard.run("run", full.toString()).failsWith(1, "'full' waits for its pilot");

        // When
        steelyard.run("run", pilot.toString()).isFine();

        // Then
        steelyard.run("run", full.toString()).isFine();
    }

    @Test
    void a_dry_run_of_a_pilot_opens_nothing() throws Exception {
        Path pilot = new SmallExperiment().writeTo(temp.resolve("p"));
        Path full = new SmallExperiment()
                .with("name", "full")
                .with("requires_pilot", pilot.toString())
                .writeTo(temp.resolve("f"));
        steelyard.run("run", pilot.toString(), "--dry-run", "--out", "dry").isFine();
        steelyard.run("run", full.toString(), "--pilot", "dry").failsWith(1, "its run is a dry run");
    }

    @Test
    void a_full_disk_ends_the_run_in_good_order_and_the_same_command_goes_on_after_space_is_made() throws Exception {
        // Given a run folder on a file system of 256 KB
        Path small = Files.createDirectory(temp.resolve("disk"));
        shell("mount -t tmpfs -o size=256k tmpfs " + small);
        try {
            Path experiment = new SmallExperiment().with("repetitions", "60").writeTo(temp);
            String out = small.resolve("run").toString();

            // When
            steelyard.run("run", experiment.toString(), "--out", out).failsWith(1, "No space left");

            // Then
            int kept = Runs.lines(small.resolve("run/journal.jsonl"));
            assertThat(kept).isGreaterThan(2);
            shell("mount -o remount,size=64m " + small);
            steelyard.run("run", experiment.toString(), "--out", out).isFine();
            Runs.assertEachCellObservedOnce(small.resolve("run"), 120);
        } finally {
            shell("umount " + small);
        }
    }

    private static void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        assertThat(process.waitFor()).as(command).isZero();
    }
}
