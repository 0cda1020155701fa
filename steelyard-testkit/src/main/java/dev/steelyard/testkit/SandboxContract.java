package dev.steelyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.lab.sandbox.Launch;
import dev.steelyard.lab.sandbox.LaunchException;
import dev.steelyard.lab.sandbox.Sandbox;
import dev.steelyard.lab.sandbox.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every sandbox promises.
public abstract class SandboxContract {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private final String mark = "contract-" + UUID.randomUUID();
    private final AtomicInteger floods = new AtomicInteger();
    private Sandbox sandbox = new NoSandbox();

    protected abstract Sandbox create();

    @BeforeEach
    final void openTheFolderToTheSandboxesUser() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
        sandbox = create();
        assertThat(sandbox.unavailable()).isEmpty();
    }

    @AfterEach
    final void leaveNothing() {
        assertThat(sandbox.reap(mark)).as("processes left behind").isZero();
        sandbox.close();
    }

    private Launch launch(String script, Map<String, String> environment, long outputLimit) {
        return new Launch(
                List.of("/bin/bash", "-c", script),
                environment,
                temp,
                Path.of("/dev/null"),
                temp.resolve("stdout"),
                temp.resolve("stderr"),
                mark,
                outputLimit,
                floods::incrementAndGet);
    }

    private Launch launch(String script) {
        return launch(script, Map.of("PATH", "/usr/bin:/bin"), 1 << 20);
    }

    private OptionalInt run(Launch launch) throws InterruptedException {
        try (Started started = sandbox.launch(launch)) {
            return started.await(LONG);
        }
    }

    @Test
    void exit_code_stdout_and_stderr_are_the_commands_own() throws Exception {
        assertThat(run(launch("echo out; echo err >&2; exit 42"))).hasValue(42);
        assertThat(temp.resolve("stdout")).hasContent("out\n");
        assertThat(temp.resolve("stderr")).hasContent("err\n");
    }

    @Test
    void the_command_sees_the_environment_it_is_given_and_the_mark_only() throws Exception {
        run(launch("/usr/bin/env", Map.of("GREETING", "hello"), 1 << 20));
        assertThat(Files.readAllLines(temp.resolve("stdout")))
                .contains("GREETING=hello", Launch.MARK + "=" + mark)
                .allMatch(line -> line.matches("(GREETING|STEELYARD_CELL|PWD|SHLVL|_)=.*"));
    }

    @Test
    void stdin_ends_at_once() throws Exception {
        assertThat(run(launch("cat"))).hasValue(0);
    }

    @Test
    void the_command_works_in_its_folder_and_never_as_root() throws Exception {
        run(launch("pwd; id -u"));
        List<String> lines = Files.readAllLines(temp.resolve("stdout"));
        assertThat(Path.of(lines.get(0)).toRealPath()).isEqualTo(temp.toRealPath());
        assertThat(lines.get(1)).isNotEqualTo("0");
    }

    @Test
    void arguments_arrive_verbatim() throws Exception {
        var verbatim = new Launch(
                List.of("/usr/bin/printf", "[%s]", "a b", "", "\"q\"", "$HOME", "*"),
                Map.of(),
                temp,
                Path.of("/dev/null"),
                temp.resolve("stdout"),
                temp.resolve("stderr"),
                mark,
                1 << 20,
                () -> {});
        run(verbatim);
        assertThat(temp.resolve("stdout")).hasContent("[a b][][\"q\"][$HOME][*]");
    }

    @Test
    void descendants_in_sessions_of_their_own_end_with_a_command_that_ends() throws Exception {
        assertThat(run(launch("(setsid nohup sleep 300 >/dev/null 2>&1 &); exit 0")))
                .hasValue(0);
        assertThat(sandbox.reap(mark)).isZero();
    }

    @Test
    void a_killed_command_takes_its_whole_tree_along_within_a_second() throws Exception {
        // Given a tree that ignores every signal it can
        Started started = sandbox.launch(
                launch("trap '' TERM INT HUP; (setsid bash -c \"trap '' TERM HUP; sleep 300\" &); sleep 300"));
        assertThat(started.await(Duration.ofMillis(500))).isEmpty();

        // When
        long begun = System.nanoTime();
        started.kill();
        started.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(sandbox.reap(mark)).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void output_beyond_the_limit_is_dropped_and_told_once_without_blocking_the_command() throws Exception {
        assertThat(run(launch(
                        "head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2", Map.of("PATH", "/usr/bin"), 1000)))
                .hasValue(0);
        assertThat(Files.size(temp.resolve("stdout")) + Files.size(temp.resolve("stderr")))
                .isEqualTo(1000);
        assertThat(floods).hasValue(1);
    }

    @Test
    void a_program_that_does_not_exist_ends_with_127_or_is_refused() throws Exception {
        var missing = new Launch(
                List.of("/no/such/program"),
                Map.of(),
                temp,
                Path.of("/dev/null"),
                temp.resolve("stdout"),
                temp.resolve("stderr"),
                mark,
                1 << 20,
                () -> {});
        try (Started started = sandbox.launch(missing)) {
            assertThat(started.await(LONG)).hasValue(127);
        } catch (LaunchException e) {
            assertThat(e).hasMessageContaining("/no/such/program");
        }
    }

    @Test
    void a_folder_that_does_not_exist_is_refused() {
        var nowhere = new Launch(
                List.of("/bin/true"),
                Map.of(),
                temp.resolve("missing"),
                Path.of("/dev/null"),
                temp.resolve("stdout"),
                temp.resolve("stderr"),
                mark,
                1 << 20,
                () -> {});
        assertThatThrownBy(() -> sandbox.launch(nowhere)).isInstanceOf(LaunchException.class);
    }
}
