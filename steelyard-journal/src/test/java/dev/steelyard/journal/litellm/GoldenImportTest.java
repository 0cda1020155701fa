package dev.steelyard.journal.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.model.CallRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs of every shape, and the records made of them, byte for byte.
class GoldenImportTest {
    private static final Path LOGS = Path.of("src/test/resources/litellm");

    @TempDir
    private Path folder;

    private static Imported imported(String log) {
        return SpendImport.of(List.of(LOGS.resolve(log)), null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload.jsonl", "spend_logs.json", "custom.jsonl", "steelyard.jsonl"})
    void a_log_becomes_these_records(String log) throws Exception {
        // When
        Path out = folder.resolve("calls.jsonl");
        RunFolder.writeCalls(out, imported(log).calls());

        // Then
        Path golden = LOGS.resolve(log.replaceFirst("\\..*", ".calls.jsonl"));
        assertThat(out).hasSameTextualContentAs(golden);
        for (String line : Files.readAllLines(golden)) {
            assertThat(Json.LINES.readValue(line, CallRecord.class).lane()).isEqualTo("imported");
        }
    }

    @Test
    void what_litellm_hands_its_callbacks() {
        Imported imported = imported("payload.jsonl");

        assertThat(imported.lines()).isEqualTo(7);
        assertThat(imported.corrections())
                .isEqualTo(Map.of(
                        Correction.DUPLICATE, 1L,
                        Correction.NOT_A_GENERATION, 1L,
                        Correction.CACHE_TAKEN_OFF_INPUT, 2L,
                        Correction.TIMING_COLLAPSED, 1L,
                        Correction.USAGE_ESTIMATED, 1L));
        assertThat(imported.cells().keySet())
                .extracting(CellTry::toString)
                .containsExactly("claude-code.lean.fix.2", "opencode.baseline.fix.1");
        assertThat(imported.others()).containsOnlyKeys("somebody else");
    }

    @Test
    void rows_of_the_spend_table() {
        Imported imported = imported("spend_logs.json");

        assertThat(imported.corrections())
                .isEqualTo(Map.of(
                        Correction.NOT_A_GENERATION, 1L,
                        Correction.CACHE_TAKEN_OFF_INPUT, 2L,
                        Correction.ANSWERED_FROM_CACHE, 1L,
                        Correction.ZONE_ASSUMED, 1L,
                        Correction.TIMING_COLLAPSED, 1L));
        assertThat(imported.others()).containsOnlyKeys("key bbbbbbbbbbbb");
    }

    @Test
    void loggers_of_peoples_own() {
        assertThat(imported("custom.jsonl").corrections())
                .isEqualTo(Map.of(
                        Correction.DUPLICATE, 1L,
                        Correction.CACHE_TAKEN_OFF_INPUT, 1L,
                        Correction.TIMING_COLLAPSED, 1L,
                        Correction.DURATION_UNIT_GUESSED, 2L,
                        Correction.ZONE_ASSUMED, 1L));
    }

    @Test
    void no_text_of_an_error_is_kept() throws Exception {
        for (String log : List.of("payload", "spend_logs", "custom", "steelyard")) {
            assertThat(Files.readString(LOGS.resolve(log + ".calls.jsonl"))).doesNotContain("sk-", "Bearer");
        }
    }
}
