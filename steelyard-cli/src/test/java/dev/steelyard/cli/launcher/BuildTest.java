package dev.steelyard.cli.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.cli.launcher.Machine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When the launcher builds, what it shows meanwhile, and what becomes of those who run meanwhile.
class BuildTest {
    private Machine machine;
    private Checkout checkout;
    private Path jdk;

    @BeforeEach
    void make_up_a_machine_with_a_checkout(@TempDir Path folder) {
        machine = new Machine(folder);
        jdk = machine.jdk("system/usr/lib/jvm/temurin-25", "25.0.1");
        checkout = Checkout.on(machine, "my checkout");
    }

    @Test
    void the_first_use_builds_and_shows_how_it_goes() {
        var result = start();

        assertThat(result.exitCode()).isZero();
        assertThat(result.arguments()).containsExactly("<--help>");
        assertThat(result.out().lines().findFirst()).contains("java of " + jdk);
        assertThat(result.err())
                .contains(
                        "Building Steelyard (first use",
                        "  [2/9] steelyard-model",
                        "Built in",
                        "Preparing fast starts");
        assertThat(checkout.calls()).singleElement().asString().contains("JAVA_HOME=" + jdk, "-Dquick", " package");
    }

    @Test
    void the_second_use_starts_at_once() {
        start();

        assertThat(start().err()).isEmpty();
        assertThat(checkout.calls()).hasSize(1);
    }

    @Test
    void a_changed_source_is_built_and_a_running_command_keeps_its_jars() {
        var before = jarStartedBy(start());
        checkout.source("second");

        var result = start();

        assertThat(result.err()).contains("Building Steelyard (its sources changed)");
        assertThat(Machine.read(jarStartedBy(result))).isEqualTo("second");
        assertThat(Machine.read(before)).isEqualTo("first");
        assertThat(start().err()).isEmpty();
    }

    @Test
    void a_deleted_source_is_a_change() throws Exception {
        var other = checkout.folder.resolve("steelyard-cli/src/main/java/B.java");
        Machine.write(other, "");
        start();

        Files.delete(other);

        assertThat(start().err()).contains("its sources changed");
    }

    @Test
    void a_source_that_changes_while_maven_runs_is_built_the_next_time() throws Exception {
        machine.variables.put("MAVEN_TAKES", "1");
        var first = machine.start(checkout.launcher(), "--help");
        waitForCalls(1);
        checkout.source("during");
        assertThat(first.process().waitFor(30, SECONDS)).isTrue();

        assertThat(start().err()).contains("its sources changed");
    }

    @Test
    void what_maven_built_by_hand_is_taken_without_another_build() {
        start();
        checkout.source("second");
        machine.run(Path.of("/bin/sh"), "-c", "cd 'my checkout' && ./mvnw package");

        var result = start();

        assertThat(result.err()).doesNotContain("Building");
        assertThat(Machine.read(jarStartedBy(result))).isEqualTo("second");
        assertThat(checkout.calls()).hasSize(2);
    }

    @Test
    void old_jars_are_forgotten_unless_something_runs_from_them() throws Exception {
        var first = jarStartedBy(start());
        try (var running = sleeperOn(first)) {
            for (var text : List.of("second", "third", "fourth")) {
                checkout.source(text);
                start();
            }
            assertThat(contentsOfCopies()).containsExactlyInAnyOrder("first", "third", "fourth");
            assertThat(running.process.isAlive()).isTrue();
        }
        checkout.source("fifth");
        start();

        assertThat(contentsOfCopies()).containsExactlyInAnyOrder("fourth", "fifth");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void two_at_once_build_once(boolean systemHasFlock) throws Exception {
        if (!systemHasFlock) {
            Files.deleteIfExists(machine.folder.resolve("tools/flock"));
        }
        machine.variables.put("MAVEN_TAKES", "1");
        var first = machine.start(checkout.launcher(), "run");
        waitForCalls(1);
        var second = machine.start(checkout.launcher(), "--help");

        assertThat(first.process().waitFor(30, SECONDS)).isTrue();
        assertThat(second.process().waitFor(30, SECONDS)).isTrue();

        assertThat(second.result().err())
                .contains("Waiting for another steelyard")
                .doesNotContain("Building");
        assertThat(first.result().arguments()).containsExactly("<run>");
        assertThat(second.result().arguments()).containsExactly("<--help>");
        assertThat(checkout.calls()).hasSize(1);
    }

    @Test
    void a_build_that_was_killed_does_not_lock_out_the_next() throws Exception {
        machine.variables.put("MAVEN_TAKES", "1");
        var killed = machine.start(checkout.launcher(), "--help");
        waitForCalls(1);
        killed.process().destroyForcibly().waitFor();

        assertThat(start().arguments()).containsExactly("<--help>");
    }

    @Test
    void a_failed_build_says_why_and_where_the_log_is() {
        machine.variables.put("MAVEN_FAILS", "yes");

        var result = start();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        var log = checkout.folder.resolve("steelyard-cli/target/build.log");
        assertThat(result.err())
                .contains("the build failed", log.toString(), "A.java:[7,9] something expected")
                .doesNotContain("so far so good");
        assertThat(log).content().contains("so far so good");

        machine.variables.remove("MAVEN_FAILS");
        assertThat(start().arguments()).containsExactly("<--help>");
    }

    @Test
    void to_build_takes_a_jdk_and_to_start_a_jre_is_enough() throws Exception {
        var jre = machine.jdk("jre", "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        machine.variables.put("JAVA_HOME", jre.toString());

        assertThat(start().out()).startsWith("java of " + jre + "\n");
        assertThat(checkout.calls()).singleElement().asString().contains("JAVA_HOME=" + jdk);

        checkout.source("second");
        Files.delete(jdk.resolve("release"));
        var result = start();
        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.err()).contains(jre + " (Java 25.0.1 without bin/javac)");
    }

    @Test
    void without_a_build_it_starts_what_there_is() {
        machine.variables.put("STEELYARD_NO_BUILD", "1");
        assertThat(start().exitCode()).isEqualTo(1);

        machine.variables.remove("STEELYARD_NO_BUILD");
        start();
        checkout.source("second");
        machine.variables.put("STEELYARD_NO_BUILD", "1");

        var result = start();
        assertThat(result.err()).isEmpty();
        assertThat(Machine.read(jarStartedBy(result))).isEqualTo("first");
    }

    @Test
    void where_it_may_not_write_it_starts_what_maven_built() {
        machine.run(Path.of("/bin/sh"), "-c", "cd 'my checkout' && ./mvnw package && : >steelyard-cli/target/launch");

        assertThat(Machine.read(jarStartedBy(start()))).isEqualTo("first");

        checkout.source("second");
        var result = start();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("must build, but cannot write to");
    }

    private Result start() {
        return machine.run(checkout.launcher(), "--help");
    }

    private static Path jarStartedBy(Result result) {
        var all = result.out().lines().toList();
        var classPath = all.get(all.indexOf("<-cp>") + 1);
        return Path.of(classPath.substring(1, classPath.indexOf(':')));
    }

    private Stream<String> contentsOfCopies() throws IOException {
        try (var files = Files.walk(checkout.folder.resolve("steelyard-cli/target/launch"))) {
            return files.filter(file -> file.endsWith("steelyard-cli.jar")).map(Machine::read).toList().stream();
        }
    }

    private void waitForCalls(int count) throws InterruptedException {
        for (var tries = 0; tries < 200 && checkout.calls().size() < count; tries++) {
            Thread.sleep(20);
        }
    }

    /// A process that looks as if it ran from a jar.
    private static Sleeper sleeperOn(Path jar) throws IOException {
        return new Sleeper(new ProcessBuilder("sh", "-c", "sleep 60; :", "java", jar.toString()).start());
    }

    private record Sleeper(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
