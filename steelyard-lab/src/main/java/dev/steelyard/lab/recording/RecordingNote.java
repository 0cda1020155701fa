package dev.steelyard.lab.recording;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `recording.json` in a run folder: that bodies were kept, and of which experiment.
///
/// @param experiment its file, absolute
public record RecordingNote(int schemaVersion, String experiment) {
    static final int SCHEMA_VERSION = 1;
    private static final String NAME = "recording.json";

    public static RecordingNote of(ExperimentFile experiment) {
        return new RecordingNote(
                SCHEMA_VERSION, experiment.file().toAbsolutePath().toString());
    }

    static Path in(RunFolder folder) {
        return folder.path().resolve(NAME);
    }

    public void writeTo(RunFolder folder) {
        RunFolder.writeAtomically(
                in(folder), (Json.LINES.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
