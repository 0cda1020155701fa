package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads a journal up to its last whole line.
public final class JournalReader {
    /// @param wholeBytes the length of the part that holds whole lines
    /// @param torn whether something stood behind them
    public record Contents(List<JournalEvent> events, long wholeBytes, boolean torn) {
        public Contents {
            events = List.copyOf(events);
        }
    }

    private JournalReader() {}

    /// @throws JournalException naming file and line, if a whole line is not an event
    public static Contents read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be read: " + Reason.of(e), e);
        }
        var events = new ArrayList<JournalEvent>();
        int start = 0;
        for (int end = next(bytes, start); end >= 0; end = next(bytes, start)) {
            events.add(event(file, events.size() + 1, bytes, start, end - start));
            start = end + 1;
        }
        return new Contents(events, start, start < bytes.length);
    }

    private static int next(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static JournalEvent event(Path file, int line, byte[] bytes, int start, int length) {
        @Nullable JournalEvent event;
        try {
            event = Json.LINES.readValue(bytes, start, length, JournalEvent.class);
        } catch (JacksonException e) {
            throw new JournalException(file + ":" + line + ": not a journal event: " + e.getOriginalMessage(), e);
        }
        if (event == null) {
            throw new JournalException(file + ":" + line + ": not a journal event: null");
        }
        if (!known(event)) {
            throw new JournalException(
                    file + ":" + line + ": written by another release, in a schema_version this one" + " cannot read");
        }
        return event;
    }

    private static boolean known(JournalEvent event) {
        return switch (event) {
            case JournalEvent.RunStarted started -> started.schemaVersion() == JournalEvent.SCHEMA_VERSION;
            case JournalEvent.CallFinished(CallRecord call) -> call.schemaVersion() == CallRecord.SCHEMA_VERSION;
            case JournalEvent.CellFinished(RunRecord record) -> record.schemaVersion() == RunRecord.SCHEMA_VERSION;
            case JournalEvent.CellStarted _ -> true;
            case JournalEvent.RunEnded _ -> true;
        };
    }
}
