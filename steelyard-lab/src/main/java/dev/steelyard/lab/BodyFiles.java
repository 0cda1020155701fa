package dev.steelyard.lab;

import dev.steelyard.gateway.BodySink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Keeps what went through a door: `0001.request`, `0001.response`, readable by the harness's user only. Keys travel
/// in headers, and headers are not kept.
record BodyFiles(Path folder) implements BodySink {
    BodyFiles {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void request(int seq, byte[] body) {
        write(seq, "request", body);
    }

    @Override
    public void response(int seq, byte[] body) {
        write(seq, "response", body);
    }

    private void write(int seq, String kind, byte[] body) {
        try {
            Files.write(folder.resolve("%04d.%s".formatted(seq, kind)), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
