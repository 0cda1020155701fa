package dev.steelyard.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            throw new JournalException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
        var events = new ArrayList<JournalEvent>();
        int start = 0;
        for (int end = next(bytes, start); end >= 0; end = next(bytes, start)) {
            events.add(event(file, events.size() + 1, new String(bytes, start, end - start, StandardCharsets.UTF_8)));
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

    private static JournalEvent event(Path file, int line, String text) {
        try {
            return Json.LINES.readValue(text, JournalEvent.class);
        } catch (JacksonException e) {
            throw new JournalException(file + ":" + line + ": not a journal event: " + e.getOriginalMessage(), e);
        }
    }
}
