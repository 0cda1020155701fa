package dev.steelyard.cli.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the launcher hands to java, and what it hands back.
class StartTest {
    private static final Path LAUNCHER = Machine.CHECKOUT.resolve("steelyard");

    private Machine machine;
    private Path home;

    @BeforeEach
    void make_up_a_machine(@TempDir Path folder) {
        machine = new Machine(folder);
        machine.image("an image");
        home = machine.jdk("system/opt/a jdk", "25.0.1");
    }

    @Test
    void arguments_arrive_as_they_were_given() {
        var result =
                machine.run(LAUNCHER, "run", "a b", "", "it's", "\"quoted\"", "$HOME", "*", "back\\slash", "--", "-x");

        assertThat(result.arguments())
                .containsExactly(
                        "<run>",
                        "<a b>",
                        "<>",
                        "<it's>",
                        "<\"quoted\">",
                        "<$HOME>",
                        "<*>",
                        "<back\\slash>",
                        "<-->",
                        "<-x>");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void no_arguments_stay_none() {
        assertThat(machine.run(LAUNCHER).arguments()).isEmpty();
    }

    @Test
    void the_class_path_is_the_images_in_its_order() {
        var image = machine.folder.resolve("an image/lib");

        assertThat(machine.run(LAUNCHER, "--help").out())
                .contains("<" + image.resolve("steelyard-cli.jar") + ":" + image.resolve("b.jar") + ":"
                        + image.resolve("a.jar") + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "--help, true",
        "validate experiments/pilot, true",
        "--plain plan x, true",
        "run --help, true",
        "runners list, true",
        "run experiments/pilot, false",
        "--plain run x, false",
        "gateway --port 0 -- agent --help, false",
        "corpus, false",
    })
    void only_commands_that_are_over_at_once_go_without_optimising_compilation(String commandLine, boolean quick) {
        var out = machine.run(LAUNCHER, Machine.words(commandLine).toArray(String[]::new))
                .out();

        assertThat(out.contains("<-XX:TieredStopAtLevel=1>")).isEqualTo(quick);
        assertThat(out.contains("<-XX:+UseSerialGC>")).isEqualTo(quick);
    }

    @Test
    void a_cache_is_used_if_it_was_made_by_this_jdk() {
        var cache = machine.folder.resolve("an image/25.0.1.aot");
        Machine.write(machine.folder.resolve("an image/25.0.2.aot"), "of another");
        assertThat(machine.run(LAUNCHER).out()).doesNotContain("-XX:AOTCache");

        Machine.write(cache, "of this one");
        assertThat(machine.run(LAUNCHER).out()).contains("<-XX:AOTCache=" + cache + ">");
    }

    @Test
    void a_cache_is_made_where_there_is_none() {
        machine.variables.remove("STEELYARD_NO_BUILD");

        assertThat(machine.run(LAUNCHER, "validate").err()).contains("Preparing fast starts");

        var again = machine.run(LAUNCHER, "validate");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains("<-XX:AOTCache=" + machine.folder.resolve("an image/25.0.1.aot") + ">");
    }

    @Test
    void a_jdk_that_can_make_no_cache_is_asked_once() {
        machine.variables.remove("STEELYARD_NO_BUILD");
        Machine.script(home.resolve("bin/java"), "echo \"$@\"");

        assertThat(machine.run(LAUNCHER).err()).contains("Preparing fast starts");

        var again = machine.run(LAUNCHER);
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).doesNotContain("-XX:AOTCache");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "5", "130"})
    void the_exit_code_is_the_commands(int code) {
        machine.variables.put("JAVA_EXITS_WITH", Integer.toString(code));

        assertThat(machine.run(LAUNCHER, "run").exitCode()).isEqualTo(code);
    }

    @Test
    void a_signal_reaches_the_command() throws Exception {
        machine.java(home, "trap 'echo terminated; exit 7' TERM\necho ready\nwhile :; do sleep 0.05; done\n");
        var started = machine.start(LAUNCHER, "run");
        for (var tries = 0; tries < 200 && !started.result().out().contains("ready"); tries++) {
            Thread.sleep(50);
        }

        started.process().destroy();

        assertThat(started.process().waitFor(20, SECONDS)).isTrue();
        assertThat(started.result().exitCode()).isEqualTo(7);
        assertThat(started.result().out()).contains("terminated");
    }

    @Test
    void it_starts_through_symbolic_links_and_from_anywhere() {
        var folder = machine.folder.resolve("my bin");
        Machine.write(folder.resolve("readme"), "");
        Machine.link(folder.resolve("direct"), LAUNCHER);
        Machine.link(folder.resolve("relative"), Path.of("direct"));
        Machine.link(machine.commands.resolve("steelyard"), folder.resolve("relative"));
        var expected = machine.run(LAUNCHER, "x").out();

        assertThat(machine.run(folder.resolve("direct"), "x").out()).isEqualTo(expected);
        assertThat(machine.run(folder.resolve("relative"), "x").out()).isEqualTo(expected);
        assertThat(machine.run(Path.of("/bin/sh"), "-c", "cd / && steelyard x").out())
                .isEqualTo(expected);
        assertThat(expected).contains("<-Dsteelyard.home=" + Machine.CHECKOUT + ">");
    }

    @Test
    void nothing_is_written_into_an_image_that_is_only_to_be_started() throws Exception {
        machine.run(LAUNCHER, "--help");

        try (var files = Files.list(machine.folder.resolve("an image"))) {
            assertThat(files).containsExactly(machine.folder.resolve("an image/class-path"));
        }
    }
}
