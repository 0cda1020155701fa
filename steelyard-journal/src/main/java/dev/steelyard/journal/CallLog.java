package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;

/// Call records as they come, one line each, in the format of `calls.jsonl`. For calls that belong to no run; a run's
/// truth is its journal.
public final class CallLog implements AutoCloseable {
    private final Path file;
    private final OutputStream out;

    private CallLog(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /// Adds to a file that holds such records already.
    ///
    /// @throws JournalException if there is a file of anything else, or none can be written
    public static CallLog open(Path file) {
        try {
            if (Files.exists(file) && Files.size(file) > 0 && !holdsRecords(file)) {
                throw new JournalException(file + " exists already, and is no file of call records");
            }
            return new CallLog(file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new JournalException("cannot write " + file + ": " + Reason.of(e), e);
        }
    }

    private static boolean holdsRecords(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object record = Json.LINES.readValue(String.valueOf(lines.readLine()), CallRecord.class);
            return record instanceof CallRecord;
        } catch (JacksonException | CharacterCodingException _) {
            return false;
        }
    }

    /// Handed to the operating system when this returns.
    public synchronized void append(CallRecord call) {
        try {
            out.write((Json.LINES.writeValueAsString(call) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JournalException("cannot write " + file + ": " + Reason.of(e), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new JournalException("cannot write " + file + ": " + Reason.of(e), e);
        }
    }
}
