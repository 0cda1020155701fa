package dev.steelyard.lab.recording;

import dev.steelyard.gateway.BodySink;
import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.journal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Keeps what went through a door: `0001.request`, `0001.response`, and `0001.json` with the rest, readable by the
/// harness's user only. Keys travel in headers, and of a request's headers none is kept.
public record BodyFiles(Path folder, Path work) implements BodySink {
    /// Within the attempt's folder.
    static final String FOLDER = "bodies";

    private static final FileAttribute<Set<PosixFilePermission>> OURS = mode("rw-------");

    public BodyFiles {
        try {
            Files.createDirectories(folder, mode("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param attempt the attempt's folder
    /// @param work the cell's workspace
    public static BodyFiles of(Path attempt, Path work) {
        return new BodyFiles(attempt.resolve(FOLDER), work);
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    static Path file(Path folder, int seq, String kind) {
        return folder.resolve("%04d.%s".formatted(seq, kind));
    }

    /// What tells that the call is whole comes last.
    @Override
    public void take(Transcript call) {
        write(call.seq(), "request", call.request());
        write(call.seq(), "response", call.response());
        String json = Json.LINES.writeValueAsString(CallFile.of(call, work.toString())) + "\n";
        write(call.seq(), "json", json.getBytes(StandardCharsets.UTF_8));
    }

    private void write(int seq, String kind, byte[] body) {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file(folder, seq, kind), options, OURS)) {
            var bytes = java.nio.ByteBuffer.wrap(body);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
