package dev.steelyard.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which JDK the launcher takes, on machines made up for the purpose.
class FindJdkTest {
    private static final Path LAUNCHER = Machine.CHECKOUT.resolve("steelyard");

    private Machine machine;

    @BeforeEach
    void make_up_a_machine(@TempDir Path folder) {
        machine = new Machine(folder);
        machine.image("image");
    }

    @Test
    void each_place_wins_over_the_later_ones() {
        var installed = machine.jdk("system/usr/lib/jvm/temurin-27", "27.0.1");
        assertThat(chosen()).isEqualTo(installed);

        var onPath = machine.jdk("elsewhere/jdk-25", "25");
        Machine.link(machine.commands.resolve("java"), onPath.resolve("bin/java"));
        assertThat(chosen()).isEqualTo(onPath);

        var javaHome = machine.jdk("my/jdk", "25.0.1");
        machine.variables.put("JAVA_HOME", javaHome.toString());
        assertThat(chosen()).isEqualTo(javaHome);

        var ours = machine.jdk("special/jdk", "26");
        machine.variables.put("STEELYARD_JAVA_HOME", ours.toString());
        assertThat(chosen()).isEqualTo(ours);
    }

    @Test
    void an_old_java_on_the_path_and_in_JAVA_HOME_is_passed_over() {
        var old = machine.jdk("system/usr/lib/jvm/java-17-openjdk-amd64", "17.0.15");
        Machine.link(machine.commands.resolve("java"), old.resolve("bin/java"));
        machine.variables.put("JAVA_HOME", old.toString());
        var newer = machine.jdk("system/usr/lib/jvm/temurin-25-jdk-amd64", "25.0.3");

        assertThat(chosen()).isEqualTo(newer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/usr/lib/jvm/x",
                "system/usr/java/x",
                "system/opt/x",
                "system/opt/java/x",
                "home/.sdkman/candidates/java/25.0.1-tem",
                "home/.jdks/temurin-25",
                "home/.gradle/jdks/x",
                "home/.local/share/mise/installs/java/25",
                "home/.asdf/installs/java/temurin-25",
                "system/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "home/Library/Java/JavaVirtualMachines/openjdk-25/Contents/Home",
                "system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                "system/opt/a folder with spaces",
            })
    void the_usual_folders_are_looked_into(String place) {
        var home = machine.jdk(place, "25.0.1");

        assertThat(chosen()).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource({"25.0.9, 25.0.10", "25.0.3, 26", "25, 25.0.1", "25.0.1, 26-ea", "17.0.15, 25", "1.8.0_402, 25", "9, 25"
    })
    void the_newest_of_the_installed_is_taken(String lower, String higher) {
        machine.jdk("system/usr/lib/jvm/a", lower);
        var newest = machine.jdk("system/usr/lib/jvm/b", higher);
        machine.jdk("system/usr/lib/jvm/c", lower);

        assertThat(chosen()).isEqualTo(newest);
    }

    @Test
    void a_version_may_stand_without_quotes() {
        var home = machine.jdk("system/opt/x", "?");
        Machine.write(home.resolve("release"), "JAVA_VERSION=25.0.2\n");

        assertThat(chosen()).isEqualTo(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "24.0.2", "1.8.0_402", "24-ea", "", "latest", "025"})
    void a_STEELYARD_JAVA_HOME_that_is_too_old_is_an_error_even_if_there_are_others(String version) {
        machine.jdk("system/usr/lib/jvm/good", "25");
        machine.variables.put(
                "STEELYARD_JAVA_HOME", machine.jdk("wrong", version).toString());

        var result = machine.run(LAUNCHER, "--help");

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("STEELYARD_JAVA_HOME", machine.folder.resolve("wrong").toString(), version);
    }

    @Test
    void a_STEELYARD_JAVA_HOME_that_does_not_exist_is_an_error() {
        machine.variables.put("STEELYARD_JAVA_HOME", "/nowhere");

        var result = machine.run(LAUNCHER);

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.err()).contains("/nowhere (no JDK: no release file names its version)");
    }

    @Test
    void where_there_is_none_it_says_what_it_found_and_how_to_get_one() {
        var old = machine.jdk("system/usr/lib/jvm/java-17-openjdk-amd64", "17.0.15");

        var result = machine.run(LAUNCHER, "--help");

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("no JDK 25 or newer was found", old + " (Java 17.0.15)", "sdk install java 25-tem");
    }

    @Test
    void on_debian_it_names_the_package_of_the_system_if_it_has_one() {
        machine.command("uname", "echo Linux");
        machine.command("apt-get", "exit 1");
        machine.command("apt-cache", "exit 0");
        assertThat(machine.run(LAUNCHER).err()).contains("apt-get install -y temurin-25-jdk");

        machine.command("apt-cache", "echo '  Candidate: 25.0.1+8-1'");
        assertThat(machine.run(LAUNCHER).err())
                .contains("apt-get install -y openjdk-25-jdk-headless")
                .doesNotContain("temurin-25-jdk");
    }

    @Test
    void on_a_mac_it_names_the_homebrew_cask() {
        machine.command("uname", "echo Darwin");

        assertThat(machine.run(LAUNCHER).err())
                .contains("brew install --cask temurin@25")
                .doesNotContain("apt-get");
    }

    private Path chosen() {
        var result = machine.run(LAUNCHER, "--help");
        assertThat(result.err()).isEmpty();
        return Path.of(result.out().lines().findFirst().orElseThrow().substring("java of ".length()));
    }
}
