package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real `./steelyard`, started as a user would, in a folder of the test's own.
record Launcher(Path folder) {
    /// The checkout that is being tested.
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    /// A build in the background ignores some signals, and what it starts inherits that.
    private static final List<String> AS_FROM_A_TERMINAL = List.of("env", "--default-signal=INT,HUP,TERM");

    private static final long LIMIT_MINUTES = 20;

    record Result(int exit, String out, String err) {
        Result isFine() {
            assertThat(exit).as(err).isZero();
            return this;
        }

        /// The promise to people: an exit code, a message, and never a stack trace.
        Result failsWith(int code, String... messages) {
            assertThat(err).contains(messages);
            assertThat(exit).as(err).isEqualTo(code);
            assertThat(err + out).doesNotContain("\tat ").doesNotContain("Exception");
            return this;
        }
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /// @param environment beside the test's own
    Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(out()), Files.readString(err()));
    }

    Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(AS_FROM_A_TERMINAL);
        command.add(CHECKOUT.resolve("steelyard").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile());
        builder.environment().putAll(environment);
        // The jars that this build has just made, whatever the launcher would think of their age.
        builder.environment()
                .put(
                        "STEELYARD_IMAGE",
                        CHECKOUT.resolve("steelyard-cli/target/image").toString());
        return builder.start();
    }

    Path err() {
        return folder.resolve(".stderr");
    }

    private Path out() {
        return folder.resolve(".stdout");
    }

    /// The one run folder below `runs/`.
    Path onlyRun() throws IOException {
        try (var runs = Files.list(folder.resolve("runs"))) {
            List<Path> found = runs.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
