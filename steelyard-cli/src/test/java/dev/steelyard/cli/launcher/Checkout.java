package dev.steelyard.cli.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/// A small checkout with the scripts of this one and a Maven that packs the only source into the only jar.
final class Checkout {
    final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    static Checkout on(Machine machine, String place) {
        var checkout = new Checkout(machine.folder.resolve(place));
        for (var script : List.of("steelyard", "check", ".ci/run")) {
            checkout.copy(script);
        }
        try (var parts = Files.list(Machine.CHECKOUT.resolve("etc"))) {
            parts.forEach(part -> checkout.copy("etc/" + part.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Machine.write(checkout.folder.resolve("pom.xml"), "<project/>");
        Machine.write(checkout.folder.resolve("steelyard-cli/pom.xml"), "<project/>");
        checkout.source("first");
        Machine.script(checkout.folder.resolve("mvnw"), """
                printf '%s\\n' "JAVA_HOME=$JAVA_HOME CI=${CI-} in $PWD: $*" >>calls
                printf '[INFO] Building steelyard-model 0.1.0   [2/9]\\n'
                sleep "${MAVEN_TAKES-0}"
                if [ -n "${MAVEN_FAILS-}" ]; then
                    printf '[INFO] so far so good\\n[ERROR] A.java:[7,9] something expected\\n'
                    exit 1
                fi
                mkdir -p steelyard-cli/target/image/lib
                cp steelyard-cli/src/main/java/A.java steelyard-cli/target/image/lib/steelyard-cli.jar
                printf lib/steelyard-cli.jar >steelyard-cli/target/image/class-path
                """);
        return checkout;
    }

    Path launcher() {
        return folder.resolve("steelyard");
    }

    /// Changes the source, some time after the last build.
    void source(String text) {
        var file = folder.resolve("steelyard-cli/src/main/java/A.java");
        Machine.write(file, text);
        touch(file, Instant.now());
    }

    static void touch(Path file, Instant time) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How Maven was called, a line a time.
    List<String> calls() {
        var calls = folder.resolve("calls");
        return Files.exists(calls) ? Machine.read(calls).lines().toList() : List.of();
    }

    private void copy(String name) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(Machine.CHECKOUT.resolve(name), folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
