package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A line that is not exactly what this release writes is refused: a number read wrongly is worse than none.
class StrictJsonTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "an unknown field,         '\"wall_s\":12.5',          '\"wall_s\":12.5,\"wall_ms\":1'",
                "a missing field,          '\"wall_s\":12.5,',         ''",
                "a field twice,            '\"wall_s\":12.5',          '\"wall_s\":12.5,\"wall_s\":1'",
                "a text for a number,      '\"wall_s\":12.5',          '\"wall_s\":\"12.5\"'",
                "NaN in quotes,            '\"wall_s\":12.5',          '\"wall_s\":\"NaN\"'",
                "null for a number,        '\"wall_s\":12.5',          '\"wall_s\":null'",
                "a fraction for a count,   '\"calls\":3,\"fresh',      '\"calls\":3.7,\"fresh'",
                "a count beyond its type,  '\"calls\":3,\"fresh',      '\"calls\":4294967297,\"fresh'",
                "an unknown outcome,       '\"outcome\":\"solved\"',   '\"outcome\":\"won\"'",
                "an outcome by number,     '\"outcome\":\"solved\"',   '\"outcome\":0'",
                "no cell id,               '.fix-typo.1\"',            '\"'",
                "a moment without zone,    '456789Z\"',                '456789\"'",
                "buckets that differ,      '\"cache_read_tokens\":2000', '\"cache_read_tokens\":2001'",
                "an unknown version,       '\"record\":{\"schema_version\":1', '\"record\":{\"schema_version\":2'",
                "something after the end,  'true}}',                   'true}} {}'",
            })
    void a_line_with_a_mistake_is_refused_naming_file_and_line(String mistake, String right, String wrong)
            throws IOException {
        // Given
        String line = GoldenFilesTest.golden("journal.jsonl").lines().toList().get(6);
        Path file = written("{\"event\":\"run_ended\",\"at\":\"2026-03-01T09:02:00Z\",\"complete\":false}\n"
                + line.replace(right, wrong) + "\n");

        // Then
        assertThat(line).as(mistake).contains(right);
        assertThatThrownBy(() -> JournalReader.read(file))
                .as(mistake)
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(file + ":2: ");
    }

    @Test
    void a_line_that_is_not_utf_8_is_refused() throws IOException {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);
        Files.write(
                file,
                GoldenFilesTest.golden("journal.jsonl")
                        .replace("build-7", "büro")
                        .getBytes(StandardCharsets.ISO_8859_1));

        // Then
        assertThatThrownBy(() -> JournalReader.read(file))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(file + ":1: not a journal event: ");
    }

    @Test
    void a_measurement_that_is_no_number_is_never_written() {
        // Given
        var notMeasured = new Simulation(Double.NaN, 0, 0);

        // Then
        assertThatThrownBy(() -> Json.LINES.writeValueAsString(notMeasured))
                .hasMessageContaining("a measurement is a finite number, got NaN");
    }

    @Test
    void a_missing_journal_is_named() {
        assertThatThrownBy(() -> JournalReader.read(folder.resolve("nowhere")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve(RunFolder.JOURNAL), text);
    }
}
