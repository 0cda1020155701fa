package dev.steelyard.journal.litellm;

import dev.steelyard.journal.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads the objects of a JSON Lines file, or of one JSON array, one at a time.
final class LogReader {
    /// The reader's own mapper: logs are others' and may hold fields that we do not know.
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // That 2.0 was written with a fraction says that it is seconds.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// A line may hold a conversation with pictures; a file that is one line of something else ends here.
    private static final int LONGEST_LINE_BYTES = 64 << 20;

    private final Complaints complaints;
    private final Map<Correction, Long> counts;

    LogReader(Complaints complaints, Map<Correction, Long> counts) {
        this.complaints = complaints;
        this.counts = counts;
    }

    void read(Path file, Consumer<SpendLine> lines) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (beginsWithBracket(in)) {
                array(file, in, lines);
            } else {
                lines(file, in, lines);
            }
        } catch (NoSuchFileException _) {
            complaints.at(file, 0, "there is no such file", "");
        } catch (IOException e) {
            complaints.at(file, 0, "the file cannot be read: " + Reason.of(e), "");
        }
    }

    private static boolean beginsWithBracket(InputStream in) throws IOException {
        in.mark(1024);
        int next = in.read();
        for (int i = 0; i < 1000 && next >= 0 && Character.isWhitespace(next); i++) {
            next = in.read();
        }
        in.reset();
        return next == '[';
    }

    private void array(Path file, InputStream in, Consumer<SpendLine> lines) {
        int line = 1;
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                JsonNode element = parser.readValueAsTree();
                object(file, line, element, lines);
            }
        } catch (JacksonException e) {
            complaints.at(
                    file,
                    e.getLocation() == null
                            ? line
                            : Math.max(line, e.getLocation().getLineNr()),
                    "not JSON: " + e.getOriginalMessage(),
                    "the file begins with [, so it is read as one JSON array");
        }
    }

    private void lines(Path file, InputStream in, Consumer<SpendLine> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                line(file, number++, bytes.toByteArray(), true, lines);
                bytes.reset();
            } else if (bytes.size() < LONGEST_LINE_BYTES) {
                bytes.write(next);
            } else {
                complaints.at(file, number, "the line is longer than " + LONGEST_LINE_BYTES + " bytes", "");
                return;
            }
        }
        line(file, number, bytes.toByteArray(), false, lines);
    }

    /// @param whole whether a line break stood behind it; what a writer was stopped in the middle of has none
    private void line(Path file, int number, byte[] bytes, boolean whole, Consumer<SpendLine> lines) {
        if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
            return;
        }
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JacksonException e) {
            if (whole) {
                complaints.at(
                        file, number, "not JSON: " + e.getOriginalMessage(), "one JSON object a line is expected");
            } else {
                counts.merge(Correction.TORN_LINE, 1L, Long::sum);
            }
            return;
        }
        object(file, number, node, lines);
    }

    private void object(Path file, int line, JsonNode node, Consumer<SpendLine> lines) {
        if (node.path("data").isArray() && !node.has("model")) {
            node.path("data").forEach(row -> object(file, line, row, lines));
        } else if (node.path("standard_logging_object").isObject()) {
            lines.accept(new SpendLine(file, line, node.path("standard_logging_object")));
        } else if (node.isObject()) {
            lines.accept(new SpendLine(file, line, node));
        } else {
            complaints.at(file, line, "not a JSON object", "each entry of a spend log is one");
        }
    }
}
