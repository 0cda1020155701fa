package dev.steelyard.lab.runner;

import dev.steelyard.journal.Json;
import dev.steelyard.model.RunnerSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Reads the numbers that an agent printed about itself. They are kept beside what was metered, never used for it;
/// and they are hostile text, so only numbers and short words are taken.
public final class SelfReports {
    private static final int LONGEST_LINE = 4 << 20;
    private static final int LONGEST_WORD = 80;
    private static final double LARGEST = 1e15;
    private static final int LONGEST_SCALE = 30;

    private SelfReports() {}

    public static Map<String, Object> read(RunnerSpec.SelfReport report, Path stdout) throws IOException {
        var found = new TreeMap<String, Object>();
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var reader = new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(stdout), decoder))) {
            if (report.format().equals("json")) {
                collect(report, reader.readAllAsString(), found);
            } else {
                reader.lines()
                        .filter(line -> line.length() < LONGEST_LINE)
                        .forEach(line -> collect(report, line, found));
            }
        }
        return found;
    }

    /// An absurd exponent would cost memory to add up and could not be written.
    private static boolean isPlausible(JsonNode number) {
        return Math.abs(number.asDouble(Double.NaN)) < LARGEST
                && Math.abs((long) number.decimalValue().scale()) < LONGEST_SCALE;
    }

    private static void collect(RunnerSpec.SelfReport report, String text, Map<String, Object> found) {
        JsonNode node;
        try {
            node = Json.LINES.readTree(text);
        } catch (JacksonException _) {
            // Agents print other things between their events; a line that is not JSON reports nothing.
            return;
        }
        if (report.select() != null && !report.select().equals(node.path("type").asString(""))) {
            return;
        }
        report.pointers().forEach((metric, pointer) -> {
            JsonNode value = node.at(JsonPointer.compile(pointer));
            if (value.isNumber() && isPlausible(value)) {
                found.merge(
                        metric,
                        value.decimalValue(),
                        (sum, next) -> ((java.math.BigDecimal) sum).add((java.math.BigDecimal) next));
            } else if (value.isString() && value.stringValue().length() <= LONGEST_WORD) {
                found.put(metric, value.stringValue());
            } else if (value.isBoolean()) {
                found.put(metric, value.booleanValue());
            }
        });
    }
}
