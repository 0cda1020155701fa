package dev.steelyard.journal.spec;

import dev.steelyard.journal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file somebody wrote by hand: UTF-8, and no longer than a person writes.
final class SourceText {
    static final int MOST_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SourceText() {}

    /// Takes what is wrong with the file; line and column as in [SpecProblem].
    interface Complaint {
        void at(int line, int column, String what, String hint);
    }

    static Optional<String> read(Path file, Complaint complaint) {
        return bytes(file, complaint).flatMap(bytes -> decode(bytes, complaint));
    }

    static Optional<byte[]> bytes(Path file, Complaint complaint) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                complaint.at(0, 0, "the file is larger than " + MOST_BYTES + " bytes", "is it the right file?");
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException _) {
            complaint.at(0, 0, "there is no such file", "");
        } catch (IOException e) {
            complaint.at(0, 0, "the file cannot be read: " + Reason.of(e), "");
        }
        return Optional.empty();
    }

    static Optional<String> decode(byte[] bytes, Complaint complaint) {
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1;
            complaint.at(line, column, "the file is not UTF-8 text", "save it as UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }
}
