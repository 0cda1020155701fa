package dev.steelyard.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./check` and `.ci/run`, up to the Maven they start.
class CheckTest {
    private Machine machine;
    private Checkout checkout;
    private Path jdk;

    @BeforeEach
    void make_up_a_machine_with_a_checkout(@TempDir Path folder) {
        machine = new Machine(folder);
        jdk = machine.jdk("system/usr/lib/jvm/temurin-25", "25.0.1");
        checkout = Checkout.on(machine, "my checkout");
        for (var command : List.of("git", "node", "npm", "python3", "google-chrome", "shellcheck", "gcc", "nginx")) {
            machine.command(command, "");
        }
        machine.command("rg", "");
    }

    @Test
    void where_nothing_is_missing_it_runs_all_tests_with_the_jdk_that_it_found() {
        var result = machine.run(checkout.folder.resolve("check"), "-pl", "a module");

        assertThat(result.exitCode()).isZero();
        assertThat(checkout.calls())
                .containsExactly("JAVA_HOME=" + jdk + " CI= in " + checkout.folder + ": -B -ntp verify -pl a module");
    }

    @Test
    void ci_runs_the_same_from_anywhere() {
        machine.run(
                Path.of("/bin/sh"),
                "-c",
                "cd / && exec \"$0\"",
                checkout.folder.resolve(".ci/run").toString());

        assertThat(checkout.calls())
                .containsExactly("JAVA_HOME=" + jdk + " CI=true in " + checkout.folder + ": -B -ntp verify");
    }

    @Test
    void the_exit_code_is_mavens() {
        machine.variables.put("MAVEN_FAILS", "yes");

        assertThat(machine.run(checkout.folder.resolve("check")).exitCode()).isEqualTo(1);
    }

    @Test
    void where_it_may_not_install_it_lists_what_is_missing_and_what_to_type() {
        remove("rg");
        remove("google-chrome");

        var result = machine.run(checkout.folder.resolve("check"));

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.err())
                .contains(
                        "not installed: ripgrep chromium",
                        "apt-get install -y --no-install-recommends ripgrep chromium");
        assertThat(checkout.calls()).isEmpty();
    }

    @Test
    void root_installs_what_is_missing() {
        remove("rg");
        machine.command("id", "echo 0");
        machine.command("apt-get", aptThatInstallsRipgrep());

        var result = machine.run(checkout.folder.resolve("check"));

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Installing ripgrep").doesNotContain("shellcheck");
        assertThat(checkout.calls()).hasSize(1);
    }

    @Test
    void a_user_installs_through_a_sudo_that_does_not_ask() {
        remove("rg");
        machine.command("id", "echo 1000");
        machine.command("apt-get", aptThatInstallsRipgrep());
        machine.command("sudo", "exit 1");
        assertThat(machine.run(checkout.folder.resolve("check")).exitCode()).isEqualTo(69);

        machine.command("sudo", "shift; exec \"$@\"");
        assertThat(machine.run(checkout.folder.resolve("check")).exitCode()).isZero();
    }

    @Test
    void nothing_is_installed_against_the_users_will() {
        remove("rg");
        machine.command("id", "echo 0");
        machine.command("apt-get", aptThatInstallsRipgrep());
        machine.variables.put("STEELYARD_NO_INSTALL", "1");

        assertThat(machine.run(checkout.folder.resolve("check")).exitCode()).isEqualTo(69);
    }

    @Test
    void an_installation_that_fails_is_not_passed_over() {
        remove("rg");
        machine.command("id", "echo 0");
        machine.command("apt-get", "exit 100");

        var result = machine.run(checkout.folder.resolve("check"));

        assertThat(result.exitCode()).isEqualTo(69);
        assertThat(result.err()).contains("not installed: ripgrep");
    }

    private String aptThatInstallsRipgrep() {
        var rg = machine.commands.resolve("rg");
        return "case $* in *install*ripgrep*) echo '#!/bin/sh' >'" + rg + "' && chmod +x '" + rg + "' ;; esac\n";
    }

    private void remove(String command) {
        if (!machine.commands.resolve(command).toFile().delete()) {
            throw new AssertionError(command + " was not there");
        }
    }
}
