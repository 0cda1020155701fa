package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever an agent does becomes a typed outcome; it never takes the run with it.
class HostileAgentIT {
    private static final String CALL = "curl -s -X POST \"$BASE_URL/v1/messages\" -H \"x-api-key: $KEY\""
            + " -H 'content-type: application/json'"
            + " -d '{\"model\": \"m\", \"max_tokens\": 9, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}'";

    @TempDir
    private Path temp;

    @AfterEach
    void nothingOfAnyCellIsLeft() {
        assertThat(Runs.cellProcesses()).isEmpty();
    }

    private RunRecord run(String script, String limits) throws Exception {
        SmallExperiment.runner(temp, "hostile", script);
        Path experiment = new SmallExperiment()
                .with("runners", "[hostile]")
                .with("changes", "{}")
                .with("conditions", "{baseline: []}")
                .with("limits", limits)
                .writeTo(temp);
        var steelyard = new Launcher(temp);
        steelyard.run("run", experiment.toString()).isFine();
        var observed = Runs.pooled(steelyard.onlyRun()).observations();
        assertThat(observed).hasSize(1);
        return observed.values().iterator().next();
    }

    @Test
    void an_agent_that_hangs_is_timed_out() throws Exception {
        RunRecord record = run("sleep 600", "{wall_s: 2}");
        assertThat(record.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(record.wallS()).isBetween(2.0, 4.0);
    }

    @Test
    void an_agent_that_ignores_signals_and_hides_children_is_ended_with_them() throws Exception {
        RunRecord record = run(
                "trap '' TERM INT HUP QUIT; (setsid nohup sleep 600 &) ; while true; do sleep 1; done", "{wall_s: 2}");
        assertThat(record.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(record.wallS()).isLessThan(4.0);
    }

    @Test
    void an_agent_that_floods_stdout_with_a_gigabyte_is_stopped_and_little_of_it_kept() throws Exception {
        RunRecord record = run("head -c 1073741824 /dev/zero; sleep 600", "{wall_s: 60, output_bytes: 1000000}");
        assertThat(record.outcome()).isEqualTo(Outcome.BUDGET_SPENT);
        assertThat(record.cause()).isEqualTo("output_bytes");
        Path stdout = new Launcher(temp).onlyRun().resolve("cells/" + record.cellId() + "/1/stdout");
        assertThat(Files.size(stdout)).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void an_agent_that_calls_for_ever_is_stopped_at_its_cap_and_charged() throws Exception {
        RunRecord record = run("while true; do " + CALL + " >/dev/null; done", "{wall_s: 60, calls: 5}");
        assertThat(record.outcome()).isEqualTo(Outcome.BUDGET_SPENT);
        assertThat(record.cause()).isEqualTo("calls");
        assertThat(record.totalInputTokens()).isPositive();
    }

    @Test
    void an_agent_that_crashes_is_an_agent_error() throws Exception {
        RunRecord record = run(CALL + "; kill -SEGV $$", "{wall_s: 20}");
        assertThat(record.outcome()).isEqualTo(Outcome.AGENT_ERROR);
        assertThat(record.exitCode()).isEqualTo(139);
    }

    @Test
    void a_clean_exit_without_a_model_call_is_not_a_success() throws Exception {
        RunRecord record = run("echo PASSED", "{wall_s: 20}");
        assertThat(record.outcome()).isEqualTo(Outcome.UNSOLVED);
        assertThat(record.success()).isFalse();
    }

    @Test
    void an_agent_finds_neither_the_harness_nor_its_arm_in_its_surroundings() throws Exception {
        // Given a secret in the harness's own environment (the launcher's PATH stands for it) and a dump
        run(CALL + " >/dev/null; env > dump; pwd >> dump; id >> dump", "{wall_s: 20}");

        // Then
        Path run = new Launcher(temp).onlyRun();
        String dump = Files.readString(run.resolve("cells/hostile.baseline.hello.1/1/workspace/dump"));
        assertThat(dump)
                .doesNotContain("baseline")
                .doesNotContain("JAVA_HOME")
                .doesNotContain("STEELYARD_IMAGE")
                .doesNotContain("uid=0")
                .contains("HOME=");
    }

    @Test
    void a_timeout_in_the_middle_of_a_call_is_the_agents_timeout() throws Exception {
        SmallExperiment.runner(temp, "hostile", CALL);
        Path experiment = new SmallExperiment()
                .with("runners", "[hostile]")
                .with("simulation", "{ttft_ms: 60000, tokens_per_second: 0, jitter: 0}")
                .with("limits", "{wall_s: 1}")
                .writeTo(temp);
        var steelyard = new Launcher(temp);
        steelyard.run("run", experiment.toString()).isFine();
        assertThat(Runs.pooled(steelyard.onlyRun()).attempts())
                .hasSize(2)
                .allMatch(record -> record.outcome() == Outcome.TIMED_OUT);
    }

    @Test
    void a_tree_too_deep_to_name_harms_neither_this_run_nor_the_next() throws Exception {
        RunRecord record = run(
                CALL + " >/dev/null; n=$(printf 'x%.0s' $(seq 200)); for i in $(seq 60); do mkdir $n; cd $n; done",
                "{wall_s: 20}");
        assertThat(record.outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(record.outputTokens()).isPositive();
    }

    @Test
    void a_malformed_request_does_not_pass_for_a_model_call() throws Exception {
        RunRecord record = run(
                "curl -s -X POST \"$BASE_URL/v1/messages\" -H \"x-api-key: $KEY\" -d '{\"model\":'", "{wall_s: 20}");
        assertThat(record.outcome()).isEqualTo(Outcome.UNSOLVED);
    }

    @Test
    void links_and_odd_names_left_in_a_workspace_do_no_harm() throws Exception {
        RunRecord record = run(
                CALL + " >/dev/null; ln -s /etc/shadow trap; mkfifo pipe; touch $'odd\\nname' '../escape' 2>/dev/null;"
                        + " mkdir locked; touch locked/file; chmod 000 locked; exit 0",
                "{wall_s: 20}");
        assertThat(record.outcome()).isEqualTo(Outcome.SOLVED);
        Path run = new Launcher(temp).onlyRun();
        assertThat(run.resolve("cells/hostile.baseline.hello.1/1/workspace/trap"))
                .doesNotExist();
    }
}
