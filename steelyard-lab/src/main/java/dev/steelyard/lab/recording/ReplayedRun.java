package dev.steelyard.lab.recording;

import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.recording.Recording;
import dev.steelyard.journal.Reason;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.lab.LabException;
import dev.steelyard.model.CellId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A recorded run that is played into another run folder.
public record ReplayedRun(RecordedRun recorded, RunFolder into) implements Recording {
    @Override
    public List<RecordedCall> calls(CellId cell, String work) {
        return recorded.calls(cell, work);
    }

    @Override
    public String keep(CellId cell, int attempt, int seq, String difference) {
        String name = "%04d.diff".formatted(seq);
        Path file = into.attempt(cell, attempt).resolve("replay-misses").resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, difference.getBytes(StandardCharsets.UTF_8));
            return "replay-misses/" + name;
        } catch (IOException e) {
            throw new LabException("cannot write " + file + ": " + Reason.of(e), e);
        }
    }
}
