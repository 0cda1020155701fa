package dev.steelyard.cli.launcher;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A made-up machine to start scripts on: an own HOME, own install folders, and a PATH with common tools but no java.
final class Machine {
    private static final String TOOLS = """
            sh bash env cat cp mv rm ln mkdir rmdir mktemp touch chmod find readlink dirname ls sleep date id true \
            cksum flock grep head sed sort tail tr uname""";

    /// The checkout that these tests are part of.
    static final Path CHECKOUT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("mvnw")))
            .findFirst()
            .orElseThrow();

    final Path folder;

    /// Made-up commands, before the tools on the PATH. Those are links to the real ones: never write to them.
    final Path commands;

    final Map<String, String> variables = new HashMap<>();

    Machine(Path folder) {
        this.folder = folder;
        commands = folder.resolve("commands");
        create(folder.resolve("home"));
        var tools = create(folder.resolve("tools"));
        words(TOOLS).forEach(tool -> onPath(tool).ifPresent(found -> link(tools.resolve(tool), found)));
        variables.put("PATH", create(commands) + ":" + tools);
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("STEELYARD_SYSROOT", folder.resolve("system").toString());
    }

    /// Puts a JDK, or what looks like one, at a place on this machine. It prints how it was called.
    Path jdk(String place, String version) {
        var home = folder.resolve(place);
        write(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        java(home, "exit ${JAVA_EXITS_WITH-0}");
        script(home.resolve("bin/javac"), "");
        return home;
    }

    /// A java that prints its folder and its arguments, makes a start-up cache if it is told to, and goes on with more.
    void java(Path home, String more) {
        script(home.resolve("bin/java"), """
                printf 'java of %s\\n' "${0%/bin/java}"
                for argument; do
                    case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;; esac
                    printf '<%s>\\n' "$argument"
                done
                """ + more);
    }

    /// A command on this machine's PATH.
    void command(String name, String script) {
        script(commands.resolve(name), script);
    }

    /// An image that can be started without a build.
    Path image(String place) {
        var image = folder.resolve(place);
        write(image.resolve("class-path"), "lib/b.jar:lib/a.jar");
        variables.put("STEELYARD_IMAGE", image.toString());
        variables.put("STEELYARD_NO_BUILD", "1");
        return image;
    }

    Result run(Path script, String... arguments) {
        var process = start(script, arguments);
        try {
            if (!process.process.waitFor(60, SECONDS)) {
                process.process.destroyForcibly();
                throw new AssertionError(script + " did not end: " + process.result());
            }
            return process.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Started start(Path script, String... arguments) {
        try {
            var out = Files.createTempFile(folder, "out", ".txt");
            var err = Files.createTempFile(folder, "err", ".txt");
            var command = new ArrayList<>(List.of(script.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Started(Process process, Path out, Path err) {
        Result result() {
            return new Result(process.isAlive() ? -1 : process.exitValue(), read(out), read(err));
        }
    }

    record Result(int exitCode, String out, String err) {
        /// What followed the main class: the arguments of the command line, as java got them.
        List<String> arguments() {
            var all = out.lines().toList();
            return all.subList(all.indexOf("<dev.steelyard.cli.Main>") + 1, all.size());
        }
    }

    static Stream<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void script(Path file, String text) {
        write(file, "#!/bin/sh\n" + text);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make executable: " + file);
        }
    }

    static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> onPath(String tool) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
