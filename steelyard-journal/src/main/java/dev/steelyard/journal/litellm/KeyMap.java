package dev.steelyard.journal.litellm;

import dev.steelyard.journal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Which cell a key belongs to: a JSON object, key alias or hash (or the key itself) → cell. It is the file that
/// `deploy/litellm/cell_keys.py` lets cells in by.
final class KeyMap implements Attribution {
    private static final int LONGEST_QUOTE = 80;

    private final Map<String, CellTry> cells = new HashMap<>();

    private KeyMap() {}

    /// Whoever named each key after its cell needs no map.
    static KeyMap ofAliases() {
        return new KeyMap();
    }

    static KeyMap read(Path file, Complaints complaints) {
        var map = new KeyMap();
        try {
            JsonNode object = LogReader.JSON.readTree(Files.readAllBytes(file));
            if (!object.isObject()) {
                complaints.at(file, 1, "not a JSON object", "expected: {\"KEY ALIAS OR HASH\": \"CELL\", …}");
            }
            for (var entry : object.properties()) {
                map.put(file, entry.getKey(), entry.getValue(), complaints);
            }
        } catch (NoSuchFileException _) {
            complaints.at(file, 0, "there is no such file", "");
        } catch (IOException e) {
            complaints.at(file, 0, "the file cannot be read: " + Reason.of(e), "");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            complaints.at(file, line, "not JSON: " + e.getOriginalMessage(), "");
        }
        return map;
    }

    /// The mistake is told by the value's text, not by the name, which may be a key.
    private void put(Path file, String name, JsonNode value, Complaints complaints) {
        Optional<CellTry> cell = value.isString() ? CellTry.parse(value.stringValue()) : Optional.empty();
        if (name.isBlank()) {
            complaints.at(file, 0, "an empty name is no key", "");
        } else if (cell.isEmpty()) {
            complaints.at(
                    file,
                    0,
                    brief(value) + " is not a cell",
                    "a cell is runner.condition.task.repetition, or with /attempt");
        } else {
            cells.put(name, cell.get());
            cells.put(Keys.hash(name), cell.get());
        }
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    @Override
    public String method() {
        return "key";
    }

    @Override
    public Optional<CellTry> cellOf(SpendEntry entry) {
        var caller = entry.caller();
        return Optional.ofNullable(cells.get(caller.alias()))
                .or(() -> Optional.ofNullable(cells.get(caller.hash())))
                .or(() -> cells.isEmpty() ? CellTry.parse(caller.alias()) : Optional.empty());
    }
}
