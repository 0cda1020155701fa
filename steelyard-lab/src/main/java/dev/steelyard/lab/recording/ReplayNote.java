package dev.steelyard.lab.recording;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `replay.json` in a run folder: what its answers were played from, and how.
///
/// @param recordedJournal SHA-256 of the recorded run's journal, hex
/// @param timeShare of the recorded time that answers take
/// @param lenient whether requests that are only alike were answered
public record ReplayNote(
        int schemaVersion,
        String recordedRun,
        String recordedPlan,
        String recordedJournal,
        double timeShare,
        boolean lenient) {
    static final int SCHEMA_VERSION = 1;
    private static final String NAME = "replay.json";

    /// Makes the folder this replay's.
    ///
    /// @throws LabException if it is another's
    public void claim(RunFolder folder) {
        Path file = folder.path().resolve(NAME);
        byte[] bytes = (Json.LINES.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder.path());
            if (!Files.exists(file)) {
                RunFolder.writeAtomically(file, bytes);
            } else if (!java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
                throw new LabException(folder.path() + " holds another replay; choose another --out, or remove it");
            }
        } catch (IOException e) {
            throw new LabException("the run folder " + folder.path() + " cannot be written: " + e.getMessage(), e);
        }
    }
}
